import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WallCommand } from '#lib/model/wall/command.ts';
import { POSTS } from '#lib/model/wall/post.ts';
import { cameraAt, round, urgent, WallClockwork } from '../../../../../tests/fixtures/wall-situation.ts';
import { advance } from './advance.ts';
import { programmeOf } from './told.ts';

type Said<T> = T extends WallCommand ? Omit<T, 'by' | 'rev'> : never;
/** What can happen to a wall: time, a command, an alarm that comes or is acknowledged, a layer that is late. */
type Happening =
	| { readonly kind: 'pass'; readonly seconds: number }
	| { readonly kind: 'command'; readonly by: string; readonly said: Said<WallCommand> }
	| { readonly kind: 'raise' | 'acknowledge'; readonly alarm: string }
	| { readonly kind: 'stale'; readonly scene: string; readonly late: boolean };

const scene = fc.constantFrom('a', 'b', 'c');
const said: fc.Arbitrary<Said<WallCommand>> = fc.oneof(
	fc.record({ kind: fc.constant('take' as const), scene }),
	fc.record({ kind: fc.constant('blank' as const), on: fc.boolean() }),
	fc.record({
		kind: fc.constant('message' as const),
		text: fc.constantFrom('', 'x'),
		seconds: fc.constant(5)
	}),
	fc.record({
		kind: fc.constant('fly' as const),
		to: fc.integer({ min: 1, max: 4 }).map(cameraAt),
		seconds: fc.constantFrom(0, 0.4, 8)
	}),
	fc.record({
		kind: fc.constant('time' as const),
		time: fc.constantFrom({ kind: 'live' } as const, { kind: 'replay', at: -100_000, speed: 60 } as const),
		playing: fc.boolean()
	}),
	fc.constantFrom(
		...(['undo', 'safe', 'next', 'back', 'stop', 'release', 'return'] as const).map((kind) => ({ kind }))
	),
	fc.constant({ kind: 'play' as const, playlist: round.id }),
	fc.record({
		kind: fc.constant('lease' as const),
		role: fc.constantFrom('1', '2'),
		post: fc.constantFrom(...POSTS),
		minutes: fc.constantFrom(1, 15),
		reason: fc.constant('because')
	})
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(0.3, 3, 11, 31) })
	},
	{
		weight: 5,
		arbitrary: fc.record({ kind: fc.constant('command' as const), by: fc.constantFrom('Li', 'Wang'), said })
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constantFrom('raise' as const, 'acknowledge' as const),
			alarm: fc.constantFrom('1', '2')
		})
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('stale' as const), scene, late: fc.boolean() }) }
);
const lives = fc.array(happening, { minLength: 1, maxLength: 40 });

function happen(wall: WallClockwork, what: Happening): void {
	if (what.kind === 'pass') wall.at(wall.now / 1000 + what.seconds);
	else if (what.kind === 'command') {
		try {
			wall.do(what.said, what.by);
		} catch {
			return; // refused: the state is the one before
		}
	} else if (what.kind === 'stale')
		wall.stale = { ...wall.stale, [what.scene]: what.late ? 'layer' : (undefined as never) };
	else {
		const others = wall.urgent.filter(({ alarm }) => alarm !== what.alarm);
		wall.urgent = what.kind === 'raise' ? [...others, urgent(what.alarm)] : others;
	}
}

const withAll = (check: (wall: WallClockwork, what: Happening) => void) =>
	fc.assert(
		fc.property(lives, (life) => {
			const wall = new WallClockwork();
			for (const what of life) check(wall, what);
		}),
		{ numRuns: 300 }
	);

test('revisions only grow, and whatever is told otherwise has another one', () => {
	withAll((wall, what) => {
		const { profile: _, undoUntil: __, ...before } = wall.programme;
		happen(wall, what);
		const { profile: ___, undoUntil: ____, ...after } = wall.programme;
		expect(after.rev).toBeGreaterThanOrEqual(before.rev);
		if (after.rev === before.rev) expect(after).toEqual(before);
	});
});

test('a flight ends where the picture looks, and never before it begins', () => {
	withAll((wall, what) => {
		happen(wall, what);
		const { flight, camera, applyAt } = wall.programme;
		if (!flight) return;
		expect(flight.to).toEqual(camera);
		expect(flight.endAt).toBeGreaterThan(flight.startAt);
		expect(flight.startAt).toBeLessThanOrEqual(applyAt);
	});
});

test('time alone: what was due is done at once, and nothing is left for the same instant', () => {
	withAll((wall, what) => {
		happen(wall, what);
		const done = advance(wall.state, wall.situation);
		expect(advance(done, wall.situation)).toBe(done);
	});
});

test('whatever was done before, an alarm takes a wall that nobody holds, and gives it back as it was', () => {
	fc.assert(
		fc.property(lives, (life) => {
			const wall = new WallClockwork();
			for (const what of life) happen(wall, what);
			const later = (seconds: number) => wall.at(wall.now / 1000 + seconds);
			wall.urgent = [urgent('9')];
			later(16 * 60);
			later(19.9);
			const before = wall.state.picture;
			expect(wall.state.interruption).toBeUndefined();
			later(0.1);
			expect(wall.programme).toMatchObject({ interruption: { alarm: '9' }, scene: { id: 'alarm-9' } });
			later(60.9);
			expect(wall.state.interruption?.alarm).toBe('9');
			later(0.1);
			expect(wall.state.interruption).toBeUndefined();
			expect(wall.state.picture).toEqual(before);
		}),
		{ numRuns: 300 }
	);
});

test('while somebody holds a wall, nobody else and no alarm changes what it shows', () => {
	withAll((wall, what) => {
		wall.playlists = [];
		const { lease, picture } = wall.state;
		happen(wall, what);
		const isHolders = what.kind === 'command' && (what.by === lease?.by || what.said.kind === 'lease');
		if (!lease || wall.state.lease?.until !== lease.until || isHolders) return;
		const { camera, scene, blank } = wall.state.picture;
		expect({ camera, scene, blank }).toEqual({
			camera: picture.camera,
			scene: picture.scene,
			blank: picture.blank
		});
	});
});

test('a state that was written and read again tells the same', () => {
	withAll((wall, what) => {
		happen(wall, what);
		const read = JSON.parse(JSON.stringify(wall.state)) as typeof wall.state;
		expect(programmeOf(read, wall.situation)).toEqual(wall.programme);
		expect(programmeOf(advance(read, wall.situation), wall.situation)).toEqual(
			programmeOf(advance(wall.state, wall.situation), wall.situation)
		);
	});
});
