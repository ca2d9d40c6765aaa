import { saidError } from '#lib/model/said-error.ts';
import type { Words } from '#lib/model/alarm-rule.ts';
import { tableFromIPC, type Data, type Table } from 'apache-arrow';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { FootprintsPart } from '#lib/model/scenario/city-parts.ts';
import type { ReadPackFile } from '../city-reader.ts';

const UNITS = 1e7;
const MISSING: Words = {
	zh: '数据包没有建筑轮廓，请用当前版本重新导入城市。',
	en: 'This pack has no footprints of buildings: import the city again with this version.'
};

/** Reads the outlines of buildings. Throws INPUT_EMPTY when the pack is older than they are, PACK_BROKEN when their file cannot be read. */
export async function readFootprints(manifest: CityManifest, read: ReadPackFile): Promise<FootprintsPart> {
	const dataset = manifest.datasets.find(({ kind }) => kind === 'buildings');
	const file = dataset?.kind === 'buildings' ? dataset.footprints : undefined;
	const bytes = file === undefined ? undefined : await read(file);
	if (file === undefined || !bytes) throw saidError('INPUT_EMPTY', MISSING);
	let table: Table;
	try {
		table = tableFromIPC(bytes);
	} catch (cause) {
		throw new AppError('PACK_BROKEN', { file, message: `${file} is no Arrow file.` }, { cause });
	}
	const [lng, lat] = [lists(table, 'lng'), lists(table, 'lat')];
	return { starts: lng.starts, lng: lng.degrees, lat: lat.degrees };
}

function lists(table: Table, name: string): { starts: Uint32Array; degrees: Float64Array } {
	// Batches as they were written: whole, so that their offsets begin with 0.
	const batches = (table.getChild(name)?.data ?? []) as readonly Data[];
	const starts = new Uint32Array(table.numRows + 1);
	const degrees = new Float64Array(batches.reduce((sum, { children }) => sum + children[0]!.length, 0));
	let [row, first] = [0, 0];
	for (const { length, valueOffsets, children } of batches) {
		const offsets = valueOffsets as Int32Array;
		for (let i = 1; i <= length; i++) starts[++row] = first + offsets[i]!;
		const values = children[0]!.values as Int32Array;
		for (let i = 0; i < children[0]!.length; i++) degrees[first + i] = values[i]! / UNITS;
		first += children[0]!.length;
	}
	return { starts, degrees };
}
