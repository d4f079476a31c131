/** Files above this many bytes are not read: no worker written by people comes near it. */
export const maxFileBytes = 1_000_000;

/** At most this many files, in this many folders, are searched under src/ for keys. */
export const maxSourceFiles = 200;
export const maxSourceFolders = 1_000;
