import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const TEXT_LIKE = new Set(['.html', '.js', '.mjs', '.json', '.css', '.svg', '.xml', '.wasm', '.txt', '.md']);
/** Above so many bytes the best brotli takes a minute for a tenth less: DuckDB's 34 MB. */
const LARGE = 2 ** 20;
const IN_FLIGHT = 4;

/** Writes `.gz` and `.br` beside every file of a folder that shrinks; returns their paths below it. */
export async function compressPages(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries
		.filter((entry) => entry.isFile() && TEXT_LIKE.has(extname(entry.name)))
		.map(({ parentPath, name }) => join(parentPath, name));
	const waiting = files.values();
	await Promise.all(
		Array.from({ length: IN_FLIGHT }, async () => {
			for (const file of waiting) await compressFile(file);
		})
	);
	return files.map((file) => file.slice(folder.length + 1));
}

async function compressFile(file: string): Promise<void> {
	const bytes = await readFile(file);
	const quality = bytes.length > LARGE ? 5 : 9;
	const [small, smaller] = await Promise.all([
		gzipped(bytes, { level: 6 }),
		brotli(bytes, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: quality,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
			}
		})
	]);
	await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
}
