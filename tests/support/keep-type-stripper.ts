import { stripTypeScriptTypes } from 'node:module';

/**
 * Threads of the product run TypeScript, so each of them loads Node's type stripper, which is WebAssembly. V8 shares
 * its code between the threads of a process and may free it under one while the last other one ends (seen as a
 * segmentation fault of Node 24.21, once in some fifty runs of tests that start threads one after the other). A
 * process whose main thread has it too never frees it: the product's own does, by running TypeScript itself.
 */
stripTypeScriptTypes('');
