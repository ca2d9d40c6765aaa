import { createHash } from 'node:crypto';
import { MAX_WINDOW_ROWS } from '#lib/model/history.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { arrowStream } from './arrow-batches.ts';
import { rowsOf } from './duckdb.ts';
import type { WindowAnswer, WindowRequest } from './historian.ts';
import { placesNow, stateLayer, versionOf, type HistoryParts } from './parts.ts';
import { overlaps } from './places.ts';
import type { RowsPlace } from './rows-source.ts';
import { answerColumns, countSql, stepThatFits, windowSql, type AnswerColumn } from './window-query.ts';

/** What was settled of an answer before its first byte. */
interface Settled {
	readonly step: Milliseconds;
	readonly columns: readonly AnswerColumn[];
	/** Newest offset that counts: rows that come while it is read are not part of it. */
	readonly asOf: number;
}

/** Answers a window from what is recorded now. Throws LAYER_UNKNOWN, INPUT_INVALID, OVERLOADED. */
export async function answerWindow(parts: HistoryParts, request: WindowRequest): Promise<WindowAnswer> {
	const entry = stateLayer(parts, request.layer);
	const columns = answerColumns(entry.declaration, request.fields);
	const { offset: asOf, sealedTo } = parts.hot.state;
	const version = versionOf(parts, entry);
	const places = placesIn(parts, request, entry);
	const step = await stepOf(parts, request, { entry, places, asOf });
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
		stream: streamOf(parts, request, entry, { step, columns, asOf })
	};
}

/** The step asked for, or a longer one when there would be too many rows. */
async function stepOf(
	parts: HistoryParts,
	request: WindowRequest,
	{
		entry,
		places,
		asOf
	}: { readonly entry: LayerEntry; readonly places: readonly RowsPlace[]; readonly asOf: number }
): Promise<Milliseconds> {
	const asked = request.step ?? 0;
	const most = places.reduce((sum, { facts }) => sum + facts.rows, 0);
	if (most <= MAX_WINDOW_ROWS) return asked;
	const done = parts.sealed.read();
	const lent = await parts.gate
		.lend(() => placesIn(parts, request, entry), request.signal)
		.catch(endedBy(done));
	const interrupt = () => lent.connection.interrupt();
	request.signal?.addEventListener('abort', interrupt);
	try {
		const [counted] = await lent.work(() => rowsOf(lent.connection, countSql(request, lent.seen, asOf)));
		const [rows, entities, first, last] = ['n', 'entities', 'first', 'last'].map((name) =>
			Number(counted![name])
		);
		return rows! <= MAX_WINDOW_ROWS ? asked : stepThatFits(asked, { first: first!, last: last! }, entities!);
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
	{ step, columns, asOf }: Settled
): AsyncGenerator<Uint8Array> {
	const done = parts.sealed.read();
	const lent = await parts.gate
		.lend(() => placesIn(parts, request, entry), request.signal)
		.catch(endedBy(done));
	const interrupt = () => lent.connection.interrupt();
	request.signal?.addEventListener('abort', interrupt);
	try {
		const sql = windowSql(request, step, columns, lent.seen, asOf);
		const result = await lent.work(() => lent.connection.stream(sql));
		for await (const bytes of arrowStream(() => lent.work(() => result.fetchChunk()), columns)) {
			request.signal?.throwIfAborted();
			yield bytes;
		}
	} finally {
		request.signal?.removeEventListener('abort', interrupt);
		await lent.release();
		done();
	}
}

/** Calls `done` and throws on. */
const endedBy = (done: () => void) => (cause: unknown) => {
	done();
	throw cause;
};

const placesIn = (parts: HistoryParts, { by, from, to }: WindowRequest, entry: LayerEntry) =>
	placesNow(parts, entry).filter(({ facts }) => overlaps(facts, by, from, to));
