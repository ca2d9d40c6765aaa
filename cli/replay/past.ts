import { tableFromIPC, type Table } from 'apache-arrow';
import { AppError } from '#lib/model/errors.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { NULLS, QUALITY } from '#lib/model/wire/fields.ts';
import type { Recording } from './recording.ts';

/** Length of one request. */
const WINDOW = 600_000;

/** A live layer's past on a running server, as a recording. */
export async function openPast(
	server: string,
	layer: string,
	from: EpochMs,
	to: EpochMs
): Promise<Recording> {
	const names = await ask(server, `/api/dict/${encodeURIComponent(layer)}`);
	const urns = names.getChild('urn');
	const first = await window(server, layer, from, Math.min(to, from + WINDOW));
	const metrics: Metric[] = first.schema.fields
		.filter(({ name }) => name.startsWith('m:'))
		.map(({ name, metadata }) => ({ name: name.slice(2), unit: metadata.get('unit') ?? '1' }));
	const kept = new Map<number, Promise<readonly Observation[]>>([
		[0, Promise.resolve(observationsOf(first, metrics, (idx) => String(urns?.get(idx) ?? idx)))]
	]);
	const part = (number: number) => {
		let rows = kept.get(number);
		if (!rows) {
			const start = from + number * WINDOW;
			rows = window(server, layer, start, Math.min(to, start + WINDOW)).then((table) =>
				observationsOf(table, metrics, (idx) => String(urns?.get(idx) ?? idx))
			);
			kept.set(number, rows);
			kept.delete(number - 2);
		}
		return rows;
	};
	return {
		from,
		to,
		dated: true,
		moves:
			first.schema.fields.some(({ name }) => name === 'speed') &&
			(first.getChild('speed')?.nullCount ?? 0) < first.numRows,
		interval: 5,
		metrics,
		rejected: [],
		async between(after, until) {
			const numbers = [...new Set([after, until].map((at) => Math.max(0, Math.floor((at - from) / WINDOW))))];
			const rows = await Promise.all(
				Array.from({ length: numbers.at(-1)! - numbers[0]! + 1 }, (_, i) => part(numbers[0]! + i))
			);
			return rows.flat().filter(({ at }) => at > after && at <= until);
		}
	};
}

const window = (server: string, layer: string, from: EpochMs, to: EpochMs) =>
	ask(server, `/api/history/window?layer=${encodeURIComponent(layer)}&from=${from}&to=${to}`);

async function ask(server: string, path: string): Promise<Table> {
	const response = await fetch(new URL(path, server)).catch((cause: unknown) => {
		throw new AppError(
			'FEED_UNREACHABLE',
			{ message: `${server} does not answer: is it running?` },
			{ cause }
		);
	});
	if (response.ok) return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
	const { message } = (await response.json().catch(() => ({}))) as { message?: string }; // our own server's error
	throw new AppError('FEED_UNREACHABLE', {
		message: message ?? `${server}${path} answers ${response.status}.`
	});
}

function observationsOf(
	table: Table,
	metrics: readonly Metric[],
	urn: (idx: number) => string
): Observation[] {
	const column = (name: string) => table.getChild(name);
	const [idx, at, lon, lat, alt, speed, heading, quality] = [
		'idx',
		'at',
		'lon',
		'lat',
		'alt',
		'speed',
		'heading',
		'quality'
	].map(column);
	const said = (vector: typeof idx, row: number, empty: number): number | undefined => {
		const value = vector?.get(row) as number | null | undefined; // numeric columns by contract
		return value === null || value === undefined || value === empty ? undefined : value;
	};
	return Array.from({ length: table.numRows }, (_, row): Observation => {
		const [x, y] = [said(lon, row, NULLS.i32), said(lat, row, NULLS.i32)];
		const [v, h, z] = [said(speed, row, NULLS.u16), said(heading, row, NULLS.u16), said(alt, row, NULLS.i32)];
		const bits = said(quality, row, NULLS.u8) ?? 0;
		const values = metrics.flatMap(({ name }): [string, number][] => {
			const value = column(`m:${name}`)?.get(row) as number | null | undefined; // float32 by contract
			return value === null || value === undefined || Number.isNaN(value) ? [] : [[name, value]];
		});
		return {
			kind: 'observation',
			entity: urn(Number(idx?.get(row))),
			at: Number(at?.get(row)),
			...(x !== undefined && y !== undefined && { position: [x * 1e-7, y * 1e-7] as const }),
			...(v !== undefined && { speed: v / 100 }),
			...(h !== undefined && { heading: h / 100 }),
			...(z !== undefined && { altitude: z / 100 }),
			...(values.length > 0 && { values: Object.fromEntries(values) }),
			...(bits & QUALITY.gone && { gone: true as const })
		};
	});
}
