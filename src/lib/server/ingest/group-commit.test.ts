import { expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import type { Rejected } from '#lib/model/observation.ts';
import type { BusWriter, NewCommit, News } from '../bus/bus.ts';
import { GroupCommit } from './group-commit.ts';
import type { Item } from './commit-item.ts';
import { INGEST_LIMITS } from './ingest-limits.ts';
import type { TakenMessage } from './take-message.ts';

const NOTHING: News = { layers: [], entities: [], records: [] };

/** A log that does what the test says; what it wrote is in `written`. */
function logOf(judge: (commit: NewCommit) => void = () => undefined) {
	const written: NewCommit[] = [];
	const writer = {
		commit(commit: NewCommit) {
			judge(commit);
			written.push(commit);
			return NOTHING;
		},
		trim: () => judge({ batches: [] })
	} as unknown as BusWriter; // the parts that commits use
	const commits = new GroupCommit(writer, {
		now: () => 1,
		limits: { ...INGEST_LIMITS, retryEvery: 20 },
		onNews: () => undefined,
		onUndone: () => undefined
	});
	return { commits, written };
}

const message = (entity: string, more: Partial<TakenMessage> = {}): TakenMessage => ({
	batches: [{ layer: 'air', cls: 'state', rows: [{ kind: 'observation', entity, at: 1 }] }],
	rows: 1,
	rejected: [],
	repeats: [],
	memory: undefined,
	replies: [],
	origin: { source: 'http', adapter: 'json', raw: new Uint8Array(10) },
	quiet: false,
	key: undefined,
	...more
});
const add = (commits: GroupCommit, taken: TakenMessage, patient = false) =>
	new Promise<readonly Rejected[] | undefined>((onDisk, onFailure) =>
		commits.add({ taken, patient, onDisk, onFailure } satisfies Item)
	);
const entitiesOf = ({ batches }: NewCommit) =>
	batches.flatMap((batch) => (batch.cls === 'state' ? batch.rows.map(({ entity }) => entity) : []));

test('what waits together is one commit, and rows of one layer are one batch in the order in which they came', async () => {
	const { commits, written } = logOf();
	await Promise.all([add(commits, message('a', { key: 'k' })), add(commits, message('b'))]);
	expect(written.map(entitiesOf)).toEqual([['a', 'b']]);
	expect([written[0]!.batches.length, written[0]!.keys]).toEqual([1, ['k']]);
});

test('one message that the log cannot take becomes a dead letter, the others are written', async () => {
	const { commits, written } = logOf((commit) => {
		if (entitiesOf(commit).includes('bad')) throw new AppError('LAYER_LIMIT', { message: 'Too many.' });
	});
	const answers = await Promise.all(['a', 'bad', 'c'].map((entity) => add(commits, message(entity))));
	expect(answers).toEqual([undefined, [{ place: 'message', reason: 'Too many.' }], undefined]);
	expect(written.map((commit) => [entitiesOf(commit), commit.dead?.map(({ rejected }) => rejected)])).toEqual(
		[
			[['a'], []],
			[[], [[{ place: 'message', reason: 'Too many.' }]]],
			[['c'], []]
		]
	);
});

test('one that cannot even be a dead letter is told so, and does not hold up the others', async () => {
	const { commits, written } = logOf((commit) => {
		const isBad =
			entitiesOf(commit).includes('bad') || commit.dead?.some(({ rejected }) => rejected.length > 0);
		if (isBad) throw new AppError('INTERNAL', { message: 'Never.' });
	});
	const bad = add(commits, message('bad'), true);
	const good = add(commits, message('good'), true);
	await expect(bad).rejects.toMatchObject({ code: 'INTERNAL' });
	expect([await good, written.map(entitiesOf)]).toEqual([undefined, [['good']]]);
});

test('a log that fills while messages are tried one by one keeps all that were not', async () => {
	let commits = 0;
	const log = logOf((commit) => {
		commits++;
		if (entitiesOf(commit).length > 1) throw new AppError('INTERNAL', { message: 'Not together.' });
		if (commits === 3) throw new AppError('LOG_FULL', { message: 'No room.' });
	});
	const answers = await Promise.all(['a', 'b', 'c'].map((entity) => add(log.commits, message(entity), true)));
	expect(answers).toEqual([undefined, undefined, undefined]);
	expect(log.written.map(entitiesOf)).toEqual([['a'], ['b'], ['c']]);
});

test('while the log refuses the patient wait and the others are told; health tells since when', async () => {
	let full = true;
	const { commits, written } = logOf(() => {
		if (full) throw new AppError('LOG_FULL', { message: 'No room.' });
	});
	const waiting = add(commits, message('a'), true);
	await expect(add(commits, message('b'))).rejects.toMatchObject({ code: 'LOG_FULL' });
	expect([commits.failure, commits.waiting]).toEqual([{ since: 1, reason: 'No room.' }, 1]);
	full = false;
	expect(await waiting).toBeUndefined();
	expect([commits.failure, written.map(entitiesOf)]).toEqual([undefined, [['a']]]);
});

test('a log that nobody waits for is looked at until it is well again', async () => {
	let full = true;
	const { commits } = logOf(() => {
		if (full) throw new AppError('LOG_FULL', { message: 'No room.' });
	});
	await expect(add(commits, message('b'))).rejects.toMatchObject({ code: 'LOG_FULL' });
	full = false;
	await expect.poll(() => commits.failure).toBeUndefined();
});

test('who waits for room is let in when there is some, and forgotten when he is gone', async () => {
	const { commits } = logOf();
	const gone = new AbortController();
	const [stays, leaves] = [commits.room(), commits.room(gone.signal)];
	expect(commits.waiting).toBe(2);
	gone.abort();
	await expect(leaves).rejects.toMatchObject({ code: 'ABORTED' });
	expect(commits.waiting).toBe(1);
	await add(commits, message('a'));
	await stays;
	await expect(commits.room(gone.signal)).rejects.toMatchObject({ code: 'ABORTED' });
});

test('a message larger than a commit may be is written by itself', async () => {
	const { commits, written } = logOf();
	const large = message('large', { rows: INGEST_LIMITS.commitRows + 1 });
	await Promise.all([add(commits, message('a')), add(commits, large), add(commits, message('b'))]);
	expect(written.map(entitiesOf)).toEqual([['a', 'large'], ['b']]);
});

test('closing writes what waits, and tells those whom the log refuses', async () => {
	const { commits, written } = logOf();
	const waiting = add(commits, message('a'), true);
	commits.close();
	await waiting;
	expect(written.map(entitiesOf)).toEqual([['a']]);
	const full = logOf(() => {
		throw new AppError('LOG_FULL', { message: 'No room.' });
	});
	const refused = add(full.commits, message('a'), true);
	full.commits.close();
	await expect(refused).rejects.toMatchObject({ code: 'LOG_FULL' });
});
