import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaIndex } from '#lib/model/area-index.ts';
import { contains } from '#lib/model/geometry.ts';
import { cellOf } from '../bake/cells.ts';
import { GrowingFloat64 } from '../bake/growing.ts';
import { numberColumn, uint32Column, writeArrow, type ArrowColumn } from './arrow-columns.ts';
import { cityTime } from './city-time.ts';
import { isPosition, outOfRange } from './geojson-features.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';
import { PointsColumn } from './points-column.ts';
import type { PointsMap } from './points-map.ts';
import { columnOrder, formatOf, rolesOf, type PointRoles } from './points-roles.ts';
import { openPoints } from './points-rows.ts';
import { openSource } from './source-file.ts';
import { writeTwin } from './write-twin.ts';

/**
 * Imports events or things at positions as `points/<name>.arrow`. A row without a position is kept: it
 * counts in charts and is not on the map. Of every areas dataset that is not too many, rows say which area they
 * lie in: a column of its name.
 */
export async function importPoints(
	context: ImportContext,
	name: string,
	path: string,
	map: PointsMap
): Promise<void> {
	const { tally, bbox, signal, baker } = context;
	const kind = `points:${name}`;
	tally.expect(kind);
	const source = await openSource(path);
	const clock =
		map.tz === undefined ? cityTime('--timezone', context.timezone) : cityTime('--points-map tz', map.tz);
	const stage = context.progress.stage(`${name} ${path}`, source.size);
	let done = 0;
	const { columns, rows, rowName, firstRow } = await openPoints(
		source,
		map.delimiter,
		(bytes) => (done = bytes)
	);
	const guessed = rolesOf(name, path, columns, map);
	const first = await rows.next();
	const sample: readonly string[][] = first.done ? [] : first.value;
	const format = formatOf(name, path, columns, guessed, map, sample.slice(0, 1000), clock);
	const roles: PointRoles = format ? guessed : { ...guessed, time: [] };
	const untimed = guessed.time.find((index) => !format && sample.some((row) => row[index] !== ''));
	if (untimed !== undefined)
		tally.note(
			kind,
			`column ${columns[untimed]} sounds like a time and holds none that is known: kept as an attribute; --points-map ${name}:time=…,format=… says how to read it`,
			() => sample.find((row) => row[untimed] !== '')![untimed]!
		);

	const times = new GrowingFloat64();
	const lngs = new GrowingFloat64();
	const lats = new GrowingFloat64();
	const kept = columns.map((column) => new PointsColumn(column));
	const positional = new Set([roles.lng, roles.lat]);
	let number = firstRow - 1;
	let withPosition = 0;
	let outside = 0;
	let firstOutside: { number: number; lng: number; lat: number } | undefined;
	let withoutPosition = 0;
	const timed = new Set(roles.time);

	const take = async (row: readonly string[]) => {
		number++;
		const at = number;
		const example = () => `${rowName} ${at}: ${row.join(',').slice(0, 100)}`;
		const lngText = row[roles.lng]!;
		const latText = row[roles.lat]!;
		let [lng, lat] = [NaN, NaN];
		if (lngText !== '' && latText !== '') [lng, lat] = [degreesOf(lngText), degreesOf(latText)];
		const placed = Number.isFinite(lng) && Number.isFinite(lat) && !(lng === 0 && lat === 0);
		if (placed) {
			withPosition++;
			if (!isPosition(lng, lat)) {
				outside++;
				firstOutside ??= { number, lng, lat };
				tally.reject(kind, 'position out of range', example);
				return;
			}
			if (bbox && !contains(bbox, lng, lat)) {
				tally.reject(kind, OUTSIDE, example);
				return;
			}
		}
		let t = NaN;
		if (format) {
			const text = roles.time
				.map((index) => row[index]!)
				.join(' ')
				.trim();
			if (text === '') tally.note(kind, 'no time', example);
			else {
				const parsed = format.parse(text, clock);
				if (!parsed) {
					tally.reject(kind, `time is not written as ${format.name}`, example);
					return;
				}
				t = parsed.at;
				if (parsed.kind === 'gap')
					tally.note(
						kind,
						'local time skipped by the spring change: read an hour later',
						() => `${rowName} ${at}: ${text}`
					);
				if (parsed.kind === 'overlap')
					tally.note(
						kind,
						'local time that occurs twice in autumn: read as the first',
						() => `${rowName} ${at}: ${text}`
					);
			}
		}
		if (!placed) {
			withoutPosition++;
			[lng, lat] = [NaN, NaN];
			tally.note(kind, 'no position: kept for charts, not on the map', example);
		}
		times.push(t);
		lngs.push(lng);
		lats.push(lat);
		for (const [index, column] of kept.entries()) if (!positional.has(index)) column.push(row[index]!);
		tally.keep(kind);
		if (placed) context.extent.add(lng, lat);
		if (placed && format === undefined && roles.name >= 0 && row[roles.name] !== '') {
			await baker.place({
				kind: 'poi',
				class: roles.category < 0 || row[roles.category] === '' ? name : row[roles.category]!,
				name: row[roles.name]!,
				...englishOf(row, roles),
				lng,
				lat,
				rank: 5
			});
		}
	};

	for (const row of sample) await take(row);
	for await (const batch of rows) {
		signal.throwIfAborted();
		for (const row of batch) await take(row);
		stage.update(done, tally.read(kind));
	}
	if (firstOutside && outside * 2 >= withPosition)
		throw outOfRange(path, `${rowName} ${firstOutside.number}`, [firstOutside.lng, firstOutside.lat]);

	const length = times.length;
	const lng = lngs.view();
	const lat = lats.view();
	const t = times.view();
	const cells = new Uint32Array(length);
	for (let row = 0; row < length; row++)
		if (!Number.isNaN(lng[row]!)) cells[row] = cellOf(lng[row]!, lat[row]!);
	const arrow: Record<string, ArrowColumn> = {
		row: numberColumn(Uint32Array.from({ length }, (_, row) => row)),
		t: numberColumn(t, true),
		lng: numberColumn(lng, true),
		lat: numberColumn(lat, true),
		cell: uint32Column(cells, (row) => Number.isNaN(lng[row]!))
	};
	const described = [];
	for (const index of columnOrder(columns.length, roles)) {
		if (positional.has(index) || timed.has(index)) continue;
		const own = uniqueName(kept[index]!.name, arrow);
		const forced =
			index === roles.category || index === roles.status
				? 'category'
				: index === roles.id
					? 'text'
					: undefined;
		const finished = kept[index]!.finish(clock, forced);
		arrow[own] = finished.arrow;
		described.push({ ...finished.column, name: own });
	}
	for (const { dataset, index } of context.areas) {
		if (dataset in arrow) continue;
		const { column, arrow: inArea } = areaColumn(dataset, index, lng, lat).finish(clock, 'category');
		arrow[dataset] = inArea;
		described.push({ ...column, title: context.title(dataset) });
	}
	const file = `points/${name}.arrow`;
	await mkdir(join(context.out, 'points'), { recursive: true });
	await writeArrow(join(context.out, file), arrow);
	await writeTwin(join(context.out, file));
	stage.update(source.size, tally.read(kind));
	stage.end();

	const span = spanOf(t);
	const attribution = context.attribution(name);
	context.datasets.push({
		kind: 'points',
		id: name,
		title: context.title(name),
		file,
		rows: length,
		...(attribution === undefined ? {} : { attribution }),
		columns: described,
		...(span ? { span } : {}),
		withoutPosition
	});
}

/** The area that each row lies in, by name; none for rows without a position or outside of all. */
function areaColumn(dataset: string, index: AreaIndex, lng: Float64Array, lat: Float64Array): PointsColumn {
	const column = new PointsColumn(dataset);
	for (let row = 0; row < lng.length; row++) {
		const placed = !Number.isNaN(lng[row]!);
		column.push((placed ? index.at([lng[row]!, lat[row]!]) : undefined) ?? '');
	}
	return column;
}

/** The English name of a row that has another. */
function englishOf(row: readonly string[], { name, nameEn }: PointRoles): { readonly nameEn?: string } {
	const text = row[nameEn] ?? '';
	return text === '' || text === row[name] ? {} : { nameEn: text };
}

/** Degrees; tables of countries that write 2,35 are understood. */
function degreesOf(text: string): number {
	return Number(/^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
}

function uniqueName(name: string, taken: Readonly<Record<string, unknown>>): string {
	let own = name.trim() === '' ? 'column' : name.trim();
	while (own in taken) own = `${own}_`;
	return own;
}

function spanOf(times: Float64Array): { from: number; to: number } | undefined {
	let [from, to] = [Infinity, -Infinity];
	for (const t of times) {
		if (t < from) from = t;
		if (t > to) to = t;
	}
	return from <= to ? { from, to } : undefined;
}
