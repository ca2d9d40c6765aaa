import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** Values of one metric of one entity over time, oldest first; both of one length. */
export interface Series {
	readonly at: Float64Array;
	/** In the metric's unit. */
	readonly value: Float32Array;
	/** True when the server put several values of a step into one. */
	readonly bucketed: boolean;
}

export interface SeriesRequest {
	readonly layer: string;
	/** The entity's urn in the layer's dictionary. */
	readonly urn: string;
	readonly metric: string;
	readonly from: EpochMs;
	readonly to: EpochMs;
	readonly signal: AbortSignal;
}

/** Reads a metric's history. Throws the server's error, or LAYER_UNKNOWN for an entity that is not in the dictionary. */
export async function loadSeries(request: SeriesRequest): Promise<Series> {
	const { layer, urn, metric, from, to, signal } = request;
	const idx = await indexOf(layer, urn, signal);
	const query = new URLSearchParams({
		layer,
		from: String(Math.floor(from)),
		to: String(Math.ceil(to)),
		entity: String(idx),
		fields: `m:${metric}`
	});
	const response = await fetch(`/api/history/window?${query}`, { signal });
	if (!response.ok) throw await refusal(response);
	const [{ tableFromIPC }, bytes] = await Promise.all([import('apache-arrow'), response.arrayBuffer()]);
	const table = tableFromIPC(new Uint8Array(bytes));
	const [idxs, ats, values] = ['idx', 'at', `m:${metric}`].map((name) => table.getChild(name));
	const rows: [number, number][] = [];
	for (let row = 0; row < table.numRows; row++) {
		const value = values?.get(row) as number | null | undefined; // float32 by contract
		if (idxs?.get(row) !== idx || value == null || Number.isNaN(value)) continue;
		rows.push([ats?.get(row) as number, value]); // float64 by contract
	}
	rows.sort((a, b) => a[0] - b[0]);
	return {
		at: Float64Array.from(rows, ([at]) => at),
		value: Float32Array.from(rows, ([, value]) => value),
		bucketed: Number(response.headers.get('Cityloop-Step') ?? 0) > 0
	};
}

/** Rows of dictionaries never change their meaning while a page is open with one epoch; what is missing is asked for again. */
const known = new Map<string, Map<string, number>>();

async function indexOf(layer: string, urn: string, signal: AbortSignal): Promise<number> {
	const found = known.get(layer)?.get(urn);
	if (found !== undefined) return found;
	const response = await fetch(`/api/dict/${encodeURIComponent(layer)}?since=0`, { signal });
	if (!response.ok) throw await refusal(response);
	const [{ tableFromIPC }, bytes] = await Promise.all([import('apache-arrow'), response.arrayBuffer()]);
	const table = tableFromIPC(new Uint8Array(bytes));
	const [idxs, urns] = [table.getChild('idx'), table.getChild('urn')];
	const rows = new Map<string, number>();
	for (let row = 0; row < table.numRows; row++) rows.set(String(urns?.get(row)), Number(idxs?.get(row)));
	known.set(layer, rows);
	const idx = rows.get(urn);
	if (idx === undefined)
		throw new AppError('NOT_FOUND', { message: `Layer ${layer} has no entity ${urn} in its dictionary.` });
	return idx;
}

async function refusal(response: Response): Promise<AppError> {
	const body = (await response.json().catch(() => undefined)) as { message?: string } | undefined; // our own server's reply
	return new AppError(response.status === 403 ? 'FORBIDDEN' : 'NO_HISTORY', {
		message: body?.message ?? `HTTP ${response.status}`,
		status: response.status
	});
}
