import type { TerrainRecord } from '../source-records.ts';
import { inputError } from './input-error.ts';
import { readBytes, type OnBytes, type SourceFile } from './source-file.ts';

const KEYS = ['ncols', 'nrows', 'cellsize'] as const;
/** More samples than a city's hills need, and than fit into memory with ease. */
const MOST_SAMPLES = 64e6;

/**
 * Reads heights from an ESRI ASCII grid in degrees of WGS 84, as `gdal_translate -of AAIGrid` writes them: a header of
 * names and numbers, then rows from north to south. Throws INPUT_INVALID with the line that cannot be read.
 */
export async function readHeightGrid(source: SourceFile, onBytes: OnBytes): Promise<TerrainRecord> {
	const header = new Map<string, number>();
	let heights: Float32Array | undefined;
	let count = 0;
	let line = 0;
	for await (const text of linesOf(source, onBytes)) {
		line++;
		const words = text.trim().split(/\s+/);
		if (words[0] === '') continue;
		if (!heights && /^[a-z]/i.test(words[0]!)) {
			header.set(words[0]!.toLowerCase(), numberOf(words[1], source, line));
			continue;
		}
		heights ??= new Float32Array(samplesOf(header, source));
		for (const word of words) {
			const height = numberOf(word, source, line);
			if (count < heights.length) heights[count] = height === header.get('nodata_value') ? NaN : height;
			count++;
		}
	}
	const samples = heights ?? new Float32Array(samplesOf(header, source));
	if (count !== samples.length)
		throw inputError({
			file: source.path,
			problem: `it has ${count} heights, its header says ${samples.length}`,
			cure: 'export the grid again'
		});
	return { ...placeOf(header, source), heights: samples };
}

function placeOf(header: ReadonlyMap<string, number>, source: SourceFile): Omit<TerrainRecord, 'heights'> {
	const step = header.get('cellsize')!;
	const [columns, rows] = [header.get('ncols')!, header.get('nrows')!];
	// A cell's height is that of its middle.
	const edge = (corner: string, centre: string) => {
		const at = header.get(centre);
		const from = header.get(corner);
		return at ?? (from === undefined ? undefined : from + step / 2);
	};
	const [west, south] = [edge('xllcorner', 'xllcenter'), edge('yllcorner', 'yllcenter')];
	const fine =
		west !== undefined &&
		south !== undefined &&
		step > 0 &&
		west >= -180 &&
		west + step * columns <= 180.001 + step &&
		south >= -90 &&
		south + step * rows <= 90.001 + step;
	if (!fine)
		throw inputError({
			file: source.path,
			place: 'its header',
			problem: 'it does not lie between −180 and 180, −90 and 90 degrees',
			cure: 'reproject it first: gdalwarp -t_srs EPSG:4326, then gdal_translate -of AAIGrid -co FORCE_CELLSIZE=YES'
		});
	return { west, south, step, columns, rows };
}

function samplesOf(header: ReadonlyMap<string, number>, source: SourceFile): number {
	const missing = KEYS.find((key) => !(header.get(key)! > 0));
	if (missing !== undefined)
		throw inputError({
			file: source.path,
			place: 'its header',
			problem: `${missing} is missing or not a positive number`,
			cure: 'heights are read from an ESRI ASCII grid: gdal_translate -of AAIGrid in.tif out.asc'
		});
	const samples = header.get('ncols')! * header.get('nrows')!;
	if (samples > MOST_SAMPLES)
		throw inputError({
			file: source.path,
			place: 'its header',
			problem: `${samples} heights are more than a city needs`,
			cure: 'cut it to the city or make it coarser: gdalwarp -te … -tr …'
		});
	return samples;
}

function numberOf(word: string | undefined, source: SourceFile, line: number): number {
	const value = word === undefined || word === '' ? NaN : Number(word);
	if (Number.isFinite(value)) return value;
	throw inputError({
		file: source.path,
		place: `line ${line}`,
		problem: `"${word ?? ''}" is not a number`,
		cure: 'heights are read from an ESRI ASCII grid: gdal_translate -of AAIGrid in.tif out.asc'
	});
}

async function* linesOf(source: SourceFile, onBytes: OnBytes): AsyncGenerator<string> {
	let rest = '';
	for await (const chunk of readBytes(source, onBytes)) {
		const lines = (rest + chunk.toString('latin1')).split(/\r?\n/);
		rest = lines.pop()!;
		yield* lines;
	}
	if (rest !== '') yield rest;
}
