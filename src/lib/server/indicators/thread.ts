import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import { Serial } from '#lib/server/historian/serial.ts';
import { IndicatorEngine } from './engine.ts';
import type { Answer, FromThread, Question, ThreadOptions, ToThread } from './thread-messages.ts';
import { ValueStore } from './value-store.ts';

/** The thread of indicators: takes layers, computes, keeps values; everything in the order in which it was sent. */
const port = parentPort!;
const options = workerData as ThreadOptions; // given by start-thread.ts
const post = (message: FromThread) => port.postMessage(message);

async function answerTo(engine: IndicatorEngine, store: ValueStore, question: Question): Promise<Answer> {
	switch (question.ask) {
		case 'plan':
			return engine.plan(question.indicators);
		case 'compute':
			return engine.compute(question.at, question.jobs);
		case 'keep':
			store.put(question.values);
			return void (await engine.stand(new Set(question.values.map(({ key }) => key))));
		case 'remember':
			return question.series.map((wish) => store.remember(wish));
		case 'entities':
			return engine.entities(question.key, question.limit);
		case 'history':
			return store.history(question.key, question.area, question.from, question.to);
		case 'tidy':
			return void store.tidy(question.now);
		case 'close':
			engine.close();
			return void store.close();
	}
}

function serve(engine: IndicatorEngine, store: ValueStore): void {
	const order = new Serial();
	port.on('message', (message: ToThread) => {
		if (message.kind === 'abort') return engine.abort();
		if (message.kind === 'layer') {
			void order.run(() => engine.putLayer(message.rows));
			return;
		}
		order
			.run(() => answerTo(engine, store, message))
			.then(
				(value) => post({ kind: 'answer', id: message.id, value }),
				(thrown: unknown) => post({ kind: 'error', id: message.id, error: AppError.from(thrown).toJSON() })
			)
			.finally(() => message.ask === 'close' && port.close());
	});
	post({ kind: 'open' });
}

try {
	const store = new ValueStore(options.dir);
	serve(await IndicatorEngine.open(options), store);
} catch (thrown) {
	post({ kind: 'open', error: AppError.from(thrown).toJSON() });
	port.close();
}
