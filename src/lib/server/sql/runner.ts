import { AppError } from '#lib/model/errors.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import type { FromRunner, RunnerOptions, ToRunner } from './job.ts';
import { runQuery } from './run-query.ts';

/** A process that answers questions, one at a time. It ends with its parent. */
const options = JSON.parse(process.argv[2]!) as RunnerOptions; // given by query-process.ts
const reader = openSqliteReader(options.logDir);
const tell = (message: FromRunner) => process.send?.(message);
let running: AbortController | undefined;

process.on('disconnect', () => process.exit());
process.on('message', (message: ToRunner) => {
	if (message.kind === 'cancel') return running?.abort();
	running = new AbortController();
	tell({ kind: 'begun' });
	runQuery(message.job, options, reader, running.signal).then(
		(answer) => tell({ kind: 'answer', answer }),
		(thrown: unknown) => tell({ kind: 'error', error: AppError.from(thrown).toJSON() })
	);
});
