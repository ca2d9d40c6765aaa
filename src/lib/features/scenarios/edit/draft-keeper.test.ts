import { expect, test } from 'vitest';
import type { Scenario, ScenarioDraft } from '#lib/model/scenario/scenario.ts';
import { AppError } from '#lib/model/errors.ts';
import { DraftKeeper, type Kept } from './draft-keeper.ts';

const scenario: Scenario = {
	id: 'bridge01',
	city: 'yunquan',
	pack: 'f6b7',
	rev: 1,
	status: 'draft',
	author: 'Lin',
	createdAt: 0,
	changedAt: 0,
	history: [],
	name: 'Works on the bridge',
	note: '',
	parent: { kind: 'baseline', at: 0, readings: {} },
	edits: [],
	parameters: {}
};
const named = (name: string): ScenarioDraft => ({ ...scenario, name });

/** A server that refuses stale revisions, and a clock that is wound by hand. */
function desk() {
	const said: Kept[] = [];
	const server = { current: scenario, down: false };
	let due: (() => void) | undefined;
	const keeper = new DraftKeeper({
		scenario,
		server: {
			keep: async (draft, rev) => {
				await Promise.resolve();
				if (server.down) throw new AppError('FEED_UNREACHABLE');
				if (rev !== server.current.rev) throw new AppError('ACT_REFUSED');
				return (server.current = { ...server.current, name: draft.name, edits: draft.edits, rev: rev + 1 });
			},
			load: () =>
				server.down ? Promise.reject(new AppError('FEED_UNREACHABLE')) : Promise.resolve(server.current)
		},
		later: (act) => ((due = act), () => (due = undefined)),
		onKept: (kept) => said.push(kept),
		onScenario: () => undefined
	});
	return { keeper, said, server, wait: () => due?.() };
}

test('changes that follow each other are kept once, a moment after the last', async () => {
	const { keeper, said, server, wait } = desk();
	keeper.change(named('a'));
	keeper.change(named('b'));
	expect(server.current.rev).toBe(1);
	wait();
	expect(await keeper.keep()).toBe(true);
	expect([server.current.name, server.current.rev]).toEqual(['b', 2]);
	expect(said).toEqual(['changed', 'changed', 'keeping', 'kept']);
});

test('what changes while it is kept is kept after it, on the revision that came of it', async () => {
	const { keeper, server } = desk();
	keeper.change(named('a'));
	const first = keeper.keep();
	keeper.change(named('b'));
	expect(await first).toBe(true);
	expect(await keeper.keep()).toBe(true);
	expect([server.current.name, server.current.rev]).toEqual(['b', 3]);
});

test('when another changed it, nothing is kept until one of both is chosen', async () => {
	const { keeper, said, server } = desk();
	server.current = { ...scenario, name: 'theirs', rev: 4 };
	keeper.change(named('mine'));
	expect(await keeper.keep()).toBe(false);
	expect(said.at(-1)).toBe('stale');
	keeper.change(named('mine too'));
	expect([await keeper.keep(), server.current.name]).toEqual([false, 'theirs']);
	await keeper.settle('mine');
	expect([server.current.name, server.current.rev, said.at(-1)]).toEqual(['mine too', 5, 'kept']);
});

test('a server that does not answer is asked again with the next change, and after a while by itself', async () => {
	const { keeper, said, server, wait } = desk();
	server.down = true;
	keeper.change(named('a'));
	expect(await keeper.keep()).toBe(false);
	expect(said.at(-1)).toBe('failed');
	server.down = false;
	keeper.change(named('b'));
	expect([await keeper.keep(), server.current.name]).toEqual([true, 'b']);
	server.down = true;
	keeper.change(named('c'));
	expect(await keeper.keep()).toBe(false);
	server.down = false;
	wait();
	expect([await keeper.keep(), server.current.name, said.at(-1)]).toEqual([true, 'c', 'kept']);
});

test('one of both is chosen again when the server did not answer the first time', async () => {
	const { keeper, said, server } = desk();
	server.current = { ...scenario, name: 'theirs', rev: 4 };
	keeper.change(named('mine'));
	await keeper.keep();
	server.down = true;
	await keeper.settle('theirs');
	expect(said.at(-1)).toBe('stale');
	server.down = false;
	await keeper.settle('theirs');
	expect([said.at(-1), server.current.name]).toEqual(['kept', 'theirs']);
});

test('what another did is taken over while nothing is to be kept here, and built upon', async () => {
	const { keeper, said, server } = desk();
	server.current = { ...scenario, name: 'theirs', rev: 3 };
	keeper.follow(server.current);
	keeper.change(named('after theirs'));
	expect(await keeper.keep()).toBe(true);
	expect([server.current.name, server.current.rev]).toEqual(['after theirs', 4]);
	keeper.change(named('mine'));
	keeper.follow({ ...server.current, name: 'later', rev: 9 });
	expect(await keeper.keep()).toBe(true);
	expect([server.current.name, said.at(-1)]).toEqual(['mine', 'kept']);
});
