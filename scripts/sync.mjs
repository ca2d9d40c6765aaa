import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './messages.mjs';
import { run } from './run.mjs';

/** What checks, tests and the editor need beside the sources: Kit's types and the compiled messages. */
export async function sync() {
	run('svelte-kit', ['sync']);
	await compile(messageOptions);
}

if (import.meta.filename === process.argv[1]) await sync();
