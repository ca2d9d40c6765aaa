import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import { openSqliteWriter } from '../bus/sqlite-writer.ts';
import type { BusWriter } from '../bus/bus.ts';
import { logOf } from '../log.ts';
import { AdapterMemory } from './adapter-memory.ts';
import { checkUnits } from './declaration.ts';
import { Intake } from './intake.ts';
import { NewsSender } from './news-sender.ts';
import { openWays } from './open-ways.ts';
import { HTTP_SOURCE } from './source-names.ts';
import { SourceTally } from './source-tally.ts';
import type { Answers, FromThread, Question, ThreadOptions, ToThread } from './thread-messages.ts';

/** The way in: the only writer of the log, and everything that brings messages to it. */
const port = parentPort!;
const options = workerData as ThreadOptions; // given by start-ingest.ts
const now = () => Date.now() + options.clockOffset;
const post = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);
const log = logOf('ingest');
const HEALTH_EVERY = 500;
/** Idempotency keys are known for a day. */
const KEYS_KEPT = 86_400_000;

async function serve(writer: BusWriter): Promise<void> {
	const memory = new AdapterMemory(join(options.logDir, 'memory'));
	const tally = new SourceTally();
	const news = new NewsSender(post, options.limits.newsBytes);
	const intake = new Intake(writer, {
		now,
		limits: options.limits,
		memory,
		tally,
		onNews: (what) => news.send(what)
	});
	tally.open(HTTP_SOURCE);
	const ways = await openWays({ ...options, intake, tally, now, epoch: writer.epoch });
	let isFailing = false;
	const tell = () => {
		const { failure } = intake;
		if (failure && !isFailing) log.error({ reason: failure.reason }, 'nothing is acknowledged');
		if (!failure && isFailing) log.info('the log can be written again');
		isFailing = failure !== undefined;
		post({
			kind: 'health',
			health: {
				...(ways.mqttPort !== undefined && { mqttPort: ways.mqttPort }),
				sources: tally.health(),
				queue: intake.waiting,
				...(failure && { logFailure: failure }),
				deadLetters: writer.deadLetters.count
			}
		});
	};
	const telling = setInterval(tell, HEALTH_EVERY);

	function answerTo(question: Question): Promise<Answers[keyof Answers]> {
		switch (question.ask) {
			case 'post':
				return intake.take(question.message, false);
			case 'declare':
				return intake.declare(question.declaration, false);
			case 'retry':
				return Promise.all(question.letters.map((letter) => intake.retry(letter)));
			case 'close':
				return close();
		}
	}

	async function close(): Promise<undefined> {
		await ways.close();
		intake.close();
		clearInterval(telling);
		memory.save();
		writer.close();
	}

	port.on('message', (message: ToThread) => {
		if (message.kind === 'told') news.told(message.bytes);
		else if (message.kind === 'release') release(writer, message.offset);
		else
			answerTo(message).then(
				(value) => post({ kind: 'answer', id: message.id, value }),
				(thrown: unknown) => post({ kind: 'error', id: message.id, error: AppError.from(thrown).toJSON() })
			);
	});
	tell();
	post({ kind: 'open' });
}

/** A log that cannot be trimmed now is trimmed by a later release. */
function release(writer: BusWriter, offset: number): void {
	try {
		writer.trim(offset, now() - KEYS_KEPT);
	} catch (cause) {
		log.warn({ err: cause }, 'the log was not trimmed');
	}
}

/** The log, with the layers of the settings as they say now. */
function openLog(): BusWriter {
	const writer = openSqliteWriter(options.logDir, undefined, options.rights);
	const declare = options.config.layers.filter((layer) => {
		const known = writer.layer(layer.id)?.declaration;
		checkUnits(layer, known);
		// What the settings leave out stays as it was said, but for the right that a reader needs: they alone set it.
		return layer.restricted !== known?.restricted || !isDeepStrictEqual({ ...known, ...layer }, known);
	});
	if (declare.length > 0) writer.commit({ declare, batches: [] }, now());
	return writer;
}

try {
	await serve(openLog());
} catch (thrown) {
	post({ kind: 'open', error: AppError.from(thrown).toJSON() });
}
