import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import { HistoryEngine } from './engine.ts';
import { OpenStreams } from './open-streams.ts';
import type { Answer, FromThread, Question, ThreadOptions, ToThread } from './thread-messages.ts';

/** The historian's thread: looks into the log when told or ticked, keeps house, answers questions. */
const port = parentPort!;
const options = workerData as ThreadOptions; // given by start-historian.ts
const streams = new OpenStreams();
const post = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);

async function answerTo(engine: HistoryEngine, question: Question): Promise<Answer> {
	switch (question.ask) {
		case 'restriction':
			return engine.restriction(question.layer);
		case 'coverage':
			return engine.coverage(question.layer);
		case 'window':
			return streams.open(question.stream, question.request, (request) => engine.window(request));
		case 'at':
			return engine.at(question.layer, question.t, question.by, question.stamps);
		case 'next':
			return streams.next(question.stream);
		case 'drop':
			return void streams.drop(question.stream);
		case 'files':
			return engine.lendFiles(question.layers);
		case 'release':
			return void engine.release(question.lease);
		case 'close':
			streams.close();
			return void (await engine.close());
	}
}

/** What of an answer is moved instead of copied. */
function movable(value: Answer): ArrayBuffer[] {
	const bytes =
		value instanceof Uint8Array
			? value
			: typeof value === 'object' && 'frame' in value
				? value.frame
				: undefined;
	return bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
		? [bytes.buffer]
		: [];
}

function serve(engine: HistoryEngine): void {
	let looking = false;
	let again = false;
	let closed = false;
	let now = 0;
	let keeping = false;
	let health = engine.health();
	const tell = () => {
		try {
			health = engine.health();
		} catch (thrown) {
			health = { ...health, failure: `The log cannot be read: ${AppError.from(thrown).message}.` };
		}
		post({ kind: 'health', health });
	};
	/** Looks at the log, never twice at once; then waits, so that a busy log makes large transactions. */
	const look = async () => {
		if (closed) return;
		if (looking) {
			again = true;
			return;
		}
		looking = true;
		again = false;
		// What fails is in health, and is tried again.
		await engine.take().catch(() => undefined);
		if (closed) return;
		tell();
		setTimeout(() => {
			looking = false;
			if (again) void look();
		}, options.commitEvery);
	};
	/** Keeps house beside the recording, never twice at once. */
	const keep = async () => {
		if (closed || keeping) return;
		keeping = true;
		await engine.keepHouse(now).catch(() => undefined);
		keeping = false;
		if (!closed) tell();
	};
	port.on('message', (message: ToThread) => {
		if (message.kind === 'tick') {
			now = message.now;
			void keep();
		}
		if (message.kind !== 'question') return void look();
		if (message.ask === 'close') closed = true;
		answerTo(engine, message)
			.then(
				(value) => post({ kind: 'answer', id: message.id, value }, movable(value)),
				(thrown: unknown) => post({ kind: 'error', id: message.id, error: AppError.from(thrown).toJSON() })
			)
			.finally(() => message.ask === 'close' && port.close());
	});
	tell();
	post({ kind: 'open' });
}

try {
	serve(await HistoryEngine.open(options));
} catch (thrown) {
	post({ kind: 'open', error: AppError.from(thrown).toJSON() });
	port.close();
}
