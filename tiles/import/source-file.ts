import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '#lib/model/errors.ts';
import { inputError } from './input-error.ts';

/** A file the user named, known to exist, to be a file, not empty and not obviously something else. */
export interface SourceFile {
	readonly path: string;
	/** Bytes on disk. */
	readonly size: number;
	readonly gzip: boolean;
}

/** Bytes of the file on disk that were read so far. */
export type OnBytes = (bytes: number) => void;

const FOREIGN: readonly [magic: string, name: string, cure: string][] = [
	['{\\rtf', 'an RTF document', 'save the data themselves as plain text'],
	['<!doctype html', 'a web page', 'download the data themselves, not the page that describes them'],
	['<html', 'a web page', 'download the data themselves, not the page that describes them'],
	[
		'<?xml',
		'an XML document',
		'convert it to what this option takes; GML and KML become GeoJSON with: ogr2ogr -t_srs EPSG:4326 out.geojson in.gml'
	],
	['%pdf', 'a PDF document', 'get the data as a table or as GeoJSON']
];

/** Opens the door: one clear sentence for a missing file, a folder, an empty file, RTF, HTML, XML or PDF. */
export async function openSource(path: string): Promise<SourceFile> {
	const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
		const problem = cause.code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${cause.code})`;
		throw new AppError(
			'INPUT_UNREADABLE',
			{ message: `${path}: ${problem}; check the path given.`, file: path, problem },
			{ cause }
		);
	});
	if (found.isDirectory())
		throw new AppError('INPUT_UNREADABLE', {
			message: `${path}: this is a folder, not a file; name the file in it.`,
			file: path,
			problem: 'is a folder'
		});
	if (found.size === 0)
		throw new AppError('INPUT_EMPTY', {
			message: `${path}: the file is empty; download or export it again.`,
			file: path
		});
	const head = await readHead(path, 512);
	const gzip = head[0] === 0x1f && head[1] === 0x8b;
	if (path.endsWith('.gz') && !gzip)
		throw inputError({
			file: path,
			place: 'byte 0',
			problem: 'it is named .gz but is not gzip (it does not start with 1f 8b)',
			cure: 'compress it with gzip or drop .gz from its name'
		});
	if (!gzip) refuseForeign(path, head);
	return { path, size: found.size, gzip };
}

async function readHead(path: string, length: number): Promise<Buffer> {
	const handle = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
		throw new AppError(
			'INPUT_UNREADABLE',
			{ message: `${path}: it cannot be opened (${cause.code}); check its permissions.`, file: path },
			{ cause }
		);
	});
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

function refuseForeign(path: string, head: Buffer): void {
	const text = head
		.toString('latin1')
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart()
		.toLowerCase();
	for (const [magic, name, cure] of FOREIGN) {
		if (text.startsWith(magic))
			throw inputError({ file: path, place: 'line 1', problem: `this is ${name}`, cure });
	}
}

/** The file's bytes, unzipped, in pieces; reading waits for whoever consumes them. */
export async function* readBytes(
	source: SourceFile,
	onBytes: OnBytes = () => undefined
): AsyncGenerator<Buffer> {
	const file = createReadStream(source.path, { highWaterMark: 256 * 1024 });
	let position = 0;
	file.on('data', (chunk) => onBytes((position += chunk.length)));
	const stream: Readable = source.gzip ? file.pipe(createGunzip({ chunkSize: 256 * 1024 })) : file;
	file.on('error', (error) => stream.destroy(error));
	let first = true;
	let total = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			if (first && source.gzip) refuseForeign(source.path, chunk.subarray(0, 512));
			first = false;
			total += chunk.length;
			yield chunk;
		}
	} catch (cause) {
		if (source.gzip && cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))
			throw inputError(
				{
					file: source.path,
					place: `byte ${total} of its unzipped content`,
					problem: `the gzip stream is broken (${cause.message})`,
					cure: 'download it again'
				},
				cause
			);
		throw cause;
	} finally {
		file.destroy();
		stream.destroy();
	}
	if (total === 0)
		throw new AppError('INPUT_EMPTY', {
			message: `${source.path}: the file is empty once unzipped; download or export it again.`,
			file: source.path
		});
}
