import { createHash } from 'node:crypto';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { MAX_WINDOW_ROWS } from '#lib/model/history.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { arrowStream } from './arrow-batches.ts';
import { rowsOf } from './duckdb.ts';
import type { WindowAnswer, WindowRequest } from './historian.ts';
import { placesNow, stateLayer, versionOf, type HistoryParts } from './parts.ts';
import { overlaps } from './places.ts';
import type { LentConnection } from './read-gate.ts';
import type { RowsPlace } from './rows-source.ts';
import { answerColumns, countSql, windowSql, type AnswerColumn } from './window-query.ts';
import { slicesOf, stepThatFits, type CountedRows, type Slice } from './window-steps.ts';

/** How an answer is made. */
interface Plan {
	readonly step: Milliseconds;
	/** Made one after the other. */
	readonly slices: readonly Slice[];
}

/** What was settled of an answer before its first byte. */
interface Settled extends Plan {
	readonly columns: readonly AnswerColumn[];
	/** Newest offset that counts: rows that come while it is read are not part of it. */
	readonly asOf: number;
}

/** Rows of which the values of steps can be put together without counting first. */
const FEW_ROWS = 150_000;

/** Answers a window from what is recorded now. Throws LAYER_UNKNOWN, INPUT_INVALID, OVERLOADED. */
export async function answerWindow(parts: HistoryParts, request: WindowRequest): Promise<WindowAnswer> {
	const entry = stateLayer(parts, request.layer);
	const columns = answerColumns(entry.declaration, request.fields);
	const { offset: asOf, sealedTo } = parts.hot.state;
	const version = versionOf(parts, entry);
	const places = placesIn(parts, request, entry);
	const plan = await planOf(parts, request, { entry, places, asOf });
	const { step } = plan;
	const { signal: _signal, ...asked } = request;
	const etag = createHash('sha256')
		.update(JSON.stringify([asked, version, step, columns, places.map(({ facts }) => facts)]))
		.digest('base64url')
		.slice(0, 24);
	return {
		step,
		etag,
		version,
		offset: asOf,
		sealed: request.to <= sealedTo,
		stream: streamOf(parts, request, entry, { ...plan, columns, asOf })
	};
}

/** The step asked for, or a longer one when there would be too many rows; in slices when there are many. */
async function planOf(
	parts: HistoryParts,
	request: WindowRequest,
	{
		entry,
		places,
		asOf
	}: { readonly entry: LayerEntry; readonly places: readonly RowsPlace[]; readonly asOf: number }
): Promise<Plan> {
	const asked = request.step ?? 0;
	const most = places.reduce((sum, { facts }) => sum + facts.rows, 0);
	if (most <= (asked > 0 ? FEW_ROWS : MAX_WINDOW_ROWS)) return { step: asked, slices: [request] };
	const done = parts.sealed.read();
	const lent = await parts.gate
		.lend(() => placesIn(parts, request, entry), request.signal)
		.catch(endedBy(done));
	const interrupt = () => lent.connection.interrupt();
	request.signal?.addEventListener('abort', interrupt);
	try {
		const [row] = await lent.work(() => rowsOf(lent.connection, countSql(request, lent.seen, asOf)));
		const counted: CountedRows = {
			rows: Number(row!['rows']),
			entities: Number(row!['entities']),
			first: Number(row!['first']),
			last: Number(row!['last'])
		};
		const step = counted.rows <= MAX_WINDOW_ROWS ? asked : stepThatFits(asked, counted);
		return { step, slices: step > 0 ? slicesOf(request, step, counted) : [request] };
	} finally {
		request.signal?.removeEventListener('abort', interrupt);
		await lent.release();
		done();
	}
}

async function* streamOf(
	parts: HistoryParts,
	request: WindowRequest,
	entry: LayerEntry,
	{ step, slices, columns, asOf }: Settled
): AsyncGenerator<Uint8Array> {
	const done = parts.sealed.read();
	const lent = await parts.gate
		.lend(() => placesIn(parts, request, entry), request.signal)
		.catch(endedBy(done));
	const interrupt = () => lent.connection.interrupt();
	request.signal?.addEventListener('abort', interrupt);
	try {
		const queries = slices.map(({ from, to }) => {
			const places = lent.seen.filter(({ facts }) => overlaps(facts, request.by, from, to));
			return windowSql({ ...request, from, to }, step, columns, places, asOf);
		});
		for await (const bytes of arrowStream(chunksOf(lent, queries), columns)) {
			request.signal?.throwIfAborted();
			yield bytes;
		}
	} finally {
		request.signal?.removeEventListener('abort', interrupt);
		await lent.release();
		done();
	}
}

/** The chunks of several results after each other. */
async function* chunksOf(
	{ connection, work }: LentConnection,
	queries: readonly string[]
): AsyncGenerator<DuckDBDataChunk> {
	for (const sql of queries) {
		const result = await work(() => connection.stream(sql));
		for (;;) {
			const chunk = await work(() => result.fetchChunk());
			if (!chunk || chunk.rowCount === 0) break;
			yield chunk;
		}
	}
}

/** Calls `done` and throws on. */
const endedBy = (done: () => void) => (cause: unknown) => {
	done();
	throw cause;
};

const placesIn = (parts: HistoryParts, { by, from, to }: WindowRequest, entry: LayerEntry) =>
	placesNow(parts, entry).filter(({ facts }) => overlaps(facts, by, from, to));
