/**
 * The few declarations of the standard library that following values needs: what a promise holds, what an array
 * passes to its callbacks, which `fetch` and `Date` are the real ones. The true library is 40,000 lines, and reading
 * it would cost more time than all the rest; whatever is not here has the type any, about which no rule says anything.
 */
export const libraryText = `
interface CallableFunction {} interface NewableFunction {} interface Function {} interface IArguments {} interface RegExp {}
interface Object {} interface Boolean {} interface Symbol {}
type Record<K extends keyof any, T> = { [P in K]: T };
type Partial<T> = { [P in keyof T]?: T[P] }; type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] }; type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Exclude<T, U> = T extends U ? never : T; type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>; type NonNullable<T> = T & {};
type Parameters<T> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T> = T extends (...args: any) => infer R ? R : any;
type Awaited<T> = T extends null | undefined ? T : T extends PromiseLike<infer V> ? Awaited<V> : T;
interface PromiseLike<T> { then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, bad?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B>; }
interface Promise<T> {
  then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, bad?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  catch<B = never>(bad?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(done?: (() => void) | null): Promise<T>;
}
declare var Promise: { new <T>(run: (ok: (value: T) => void, bad: (reason?: any) => void) => void): Promise<T>; all(values: any): Promise<any>; allSettled(values: any): Promise<any>; race(values: any): Promise<any>; any(values: any): Promise<any>; resolve<T>(value?: T): Promise<Awaited<T>>; reject(reason?: any): Promise<never>; };
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol } declare var Symbol: SymbolConstructor;
type IteratorResult<T, R = any> = { done?: false; value: T } | { done: true; value: R };
interface Iterator<T, R = any, N = any> { next(...values: any[]): IteratorResult<T, R>; } interface AsyncIterator<T, R = any, N = any> { next(...values: any[]): Promise<IteratorResult<T, R>>; }
interface Iterable<T, R = any, N = any> { [Symbol.iterator](): Iterator<T, R, N>; } interface AsyncIterable<T, R = any, N = any> { [Symbol.asyncIterator](): AsyncIterator<T, R, N>; }
interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> { [Symbol.iterator](): IterableIterator<T, R, N>; toArray(): T[]; }
interface AsyncGenerator<T, R = any, N = any> extends AsyncIterator<T, R, N> { [Symbol.asyncIterator](): AsyncGenerator<T, R, N>; } interface Generator<T, R = any, N = any> extends Iterator<T, R, N> { [Symbol.iterator](): Generator<T, R, N>; }
interface ReadonlyArray<T> {
  readonly length: number; readonly [n: number]: T; [Symbol.iterator](): IterableIterator<T>;
  map<U>(each: (value: T, index: number, all: readonly T[]) => U): U[]; flatMap<U>(each: (value: T, index: number) => U | readonly U[]): U[];
  filter<S extends T>(each: (value: T, index: number) => value is S): S[]; filter(each: (value: T, index: number) => unknown): T[];
  forEach(each: (value: T, index: number) => void): void; find(each: (value: T, index: number) => unknown): T | undefined; findLast(each: (value: T, index: number) => unknown): T | undefined;
  findIndex(each: (value: T, index: number) => unknown): number; some(each: (value: T, index: number) => unknown): boolean; every(each: (value: T, index: number) => unknown): boolean;
  reduce<U>(each: (sum: U, value: T, index: number) => U, first: U): U; reduce(each: (sum: T, value: T, index: number) => T): T;
  at(index: number): T | undefined; slice(from?: number, to?: number): T[]; concat(...more: any[]): T[]; join(by?: string): string; includes(value: T): boolean; indexOf(value: T): number;
  toSorted(by?: (one: T, other: T) => number): T[]; toReversed(): T[]; flat(depth?: number): any[]; entries(): IterableIterator<[number, T]>; keys(): IterableIterator<number>; values(): IterableIterator<T>;
}
interface Array<T> extends ReadonlyArray<T> { [n: number]: T; length: number; push(...values: T[]): number; pop(): T | undefined; shift(): T | undefined; unshift(...values: T[]): number; sort(by?: (one: T, other: T) => number): T[]; reverse(): T[]; splice(...a: any[]): T[]; }
declare var Array: { isArray(value: any): value is any[]; from(values: any, each?: any): any[]; of<T>(...values: T[]): T[]; new <T = any>(length?: number): T[]; };
interface String { readonly length: number; readonly [n: number]: string; [Symbol.iterator](): IterableIterator<string>; slice(a?: number, b?: number): string; split(by: any): string[]; trim(): string; toLowerCase(): string; toUpperCase(): string; replace(a: any, b: any): string; replaceAll(a: any, b: any): string; includes(a: string): boolean; startsWith(a: string): boolean; endsWith(a: string): boolean; padStart(n: number, by?: string): string; at(n: number): string | undefined; match(a: any): any; localeCompare(a: string): number; toString(): string; }
declare var String: { (value?: any): string };
interface Number { toString(base?: number): string; toFixed(n?: number): string; }
declare var Number: { (value?: any): number; isFinite(value: unknown): boolean; isInteger(value: unknown): boolean; isNaN(value: unknown): boolean; isSafeInteger(value: unknown): boolean; parseInt(value: string, base?: number): number; parseFloat(value: string): number; readonly MAX_SAFE_INTEGER: number; readonly NaN: number; readonly POSITIVE_INFINITY: number; readonly NEGATIVE_INFINITY: number; };
declare var NaN: number; declare var Infinity: number;
declare var Boolean: { (value?: any): boolean };
interface Date { getTime(): number; toISOString(): string; valueOf(): number; toString(): string; toUTCString(): string; }
declare var Date: { new (...values: any[]): Date; now(): number; parse(text: string): number; UTC(...values: number[]): number; };
interface Map<K, V> { [Symbol.iterator](): IterableIterator<[K, V]>; get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; delete(key: K): boolean; clear(): void; readonly size: number; values(): IterableIterator<V>; keys(): IterableIterator<K>; entries(): IterableIterator<[K, V]>; forEach(each: (value: V, key: K) => void): void; }
declare var Map: { new <K = any, V = any>(entries?: Iterable<readonly [K, V]> | null): Map<K, V>; new (entries?: any): Map<any, any> };
interface Set<T> { [Symbol.iterator](): IterableIterator<T>; add(value: T): this; has(value: T): boolean; delete(value: T): boolean; clear(): void; readonly size: number; values(): IterableIterator<T>; forEach(each: (value: T) => void): void; }
declare var Set: { new <T = any>(values?: Iterable<T> | null): Set<T>; new (values?: any): Set<any> };
interface WeakMap<K, V> { get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; } declare var WeakMap: { new <K = any, V = any>(): WeakMap<K, V> };
interface Error { name: string; message: string; stack?: string; cause?: unknown; } declare var Error: { new (message?: string, more?: any): Error; (message?: string): Error };
interface Headers { get(name: string): string | null; has(name: string): boolean; set(name: string, value: string): void; }
declare var Headers: { new (init?: any): Headers };
interface Response { readonly ok: boolean; readonly status: number; readonly statusText: string; readonly headers: Headers; readonly url: string; readonly body: any; json(): Promise<any>; text(): Promise<string>; arrayBuffer(): Promise<any>; }
interface RequestInit { method?: string; headers?: any; body?: any; signal?: any; redirect?: string }
declare function fetch(url: any, init?: RequestInit): Promise<Response>;
interface URLSearchParams { get(name: string): string | null; set(name: string, value: string): void; append(name: string, value: string): void; has(name: string): boolean; toString(): string; }
declare var URLSearchParams: { new (init?: any): URLSearchParams };
interface URL { href: string; pathname: string; host: string; search: string; readonly searchParams: URLSearchParams; toString(): string; } declare var URL: { new (url: any, base?: any): URL };
declare var Math: { max(...values: number[]): number; min(...values: number[]): number; floor(n: number): number; ceil(n: number): number; round(n: number): number; random(): number; abs(n: number): number; trunc(n: number): number };
declare var JSON: { parse(text: string, revive?: any): any; stringify(value: any, replace?: any, space?: any): string };
declare var Object: { keys(value: any): string[]; values(value: any): any[]; entries(value: any): [string, any][]; fromEntries(value: any): any; assign(target: any, ...more: any[]): any; freeze<T>(value: T): T; create(value: any): any };
declare var console: { log(...values: any[]): void; error(...values: any[]): void; warn(...values: any[]): void; info(...values: any[]): void; debug(...values: any[]): void };
declare var process: { env: Record<string, string | undefined>; argv: string[]; exit(code?: number): never; loadEnvFile(path?: string): void };
declare function parseInt(text: string, base?: number): number; declare function parseFloat(text: string): number; declare function isNaN(value: number): boolean;
declare function encodeURIComponent(text: any): string; declare function structuredClone<T>(value: T): T; declare function setTimeout(run: any, ms?: number): any; declare function clearTimeout(id: any): void;
declare var AbortSignal: { timeout(ms: number): any }; declare var AbortController: { new (): any }; declare var Buffer: any;
interface TemplateStringsArray extends ReadonlyArray<string> {} interface ImportMeta {}
`;
