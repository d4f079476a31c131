// The vendor ships no types.
declare module "@palletjack/api";
