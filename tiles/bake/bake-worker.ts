import { parentPort } from 'node:worker_threads';
import { AppError } from '#lib/model/errors.ts';
import { encoderReady } from './glb.ts';
import { bakeGround } from './ground/ground-tiles.ts';
import type { GroundTask } from './ground/ground-tiles.ts';
import { bakeJoin } from './join.ts';
import type { JoinTask } from './join.ts';
import { writeSearch } from './search-file.ts';
import type { SearchTask } from './search-file.ts';
import { bakeUnit } from './unit.ts';
import type { UnitTask } from './unit.ts';

export type BakeTask = UnitTask | JoinTask | GroundTask | SearchTask;

function run(task: BakeTask): { readonly transfer?: ArrayBuffer[] } {
	switch (task.kind) {
		case 'unit':
			return bakeUnit(task);
		case 'join':
			return bakeJoin(task);
		case 'ground':
			return bakeGround(task);
		case 'search':
			return writeSearch(task);
	}
}

/** Thread of the pool: one task at a time, answered by its result or its error. */
parentPort?.on('message', (message: { id: number; task: BakeTask }) => {
	void encoderReady.then(() => {
		try {
			const result = run(message.task);
			parentPort?.postMessage({ id: message.id, result }, [...new Set(result.transfer ?? [])]);
		} catch (error) {
			parentPort?.postMessage({ id: message.id, error: AppError.from(error).toJSON() });
		}
	});
});
