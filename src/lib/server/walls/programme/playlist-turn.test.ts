import { expect, test } from 'vitest';
import {
	a,
	b,
	c,
	cameraAt,
	round,
	urgent,
	WallClockwork
} from '../../../../../tests/fixtures/wall-situation.ts';
import { scenesOf } from './playlist-turn.ts';

const playing = () => new WallClockwork().do({ kind: 'play', playlist: 'round' });
const shown = ({ programme: { scene, playlist } }: WallClockwork) => [
	scene.id,
	playlist?.at,
	playlist?.nextAt
];

test('scenes follow each other after their time, counted from when machines show them, and begin anew', () => {
	const wall = playing();
	expect(wall.programme.playlist).toEqual({
		id: 'round',
		name: round.name,
		at: 0,
		of: 3,
		running: true,
		waits: false,
		nextAt: 31_000
	});
	expect(shown(wall.at(30.9))).toEqual(['a', 0, 31_000]);
	expect(shown(wall.at(31))).toEqual(['b', 1, 62_000]);
	expect(wall.programme.flight).toMatchObject({ from: cameraAt(1), to: cameraAt(2), startAt: 32_000 });
	expect(shown(wall.at(62))).toEqual(['c', 2, 93_000]);
	expect(shown(wall.at(93))).toEqual(['a', 0, 124_000]);
});

test('next and back go round; stopped it stays, and playing it again goes on where it stood', () => {
	const wall = playing().do({ kind: 'back' });
	expect(shown(wall)).toEqual(['c', 2, 31_000]);
	wall.do({ kind: 'next' }).do({ kind: 'next' }).do({ kind: 'stop' });
	expect(shown(wall.at(500))).toEqual(['b', 1, undefined]);
	wall.do({ kind: 'next' });
	expect(shown(wall)).toEqual(['c', 2, undefined]);
	wall.do({ kind: 'play', playlist: 'round' });
	expect(shown(wall)).toEqual(['c', 2, 531_000]);
	expect(() => wall.do({ kind: 'stop' }).do({ kind: 'stop' })).toThrow('No playlist is running.');
});

test('a server that was away turns once, not once for each turn that it missed', () => {
	const wall = playing().at(10_000);
	expect(shown(wall)).toEqual(['b', 1, 10_031_000]);
	expect(shown(wall.at(10_030.9))).toEqual(['b', 1, 10_031_000]);
});

test('a scene whose main layer is late is left out, and it is said which', () => {
	const wall = playing();
	wall.stale = { b: 'water-levels' };
	wall.at(31);
	expect(shown(wall)).toEqual(['c', 2, 62_000]);
	expect(wall.programme.playlist?.skipped).toEqual({ scene: b.name, layer: 'water-levels' });
	expect(wall.at(62).programme.playlist?.skipped).toBeUndefined();
	wall.stale = { a: 'x', b: 'y', c: 'z' };
	const { picture } = wall.state;
	wall.at(93);
	expect(wall.state.picture.scene).toBe(picture.scene);
	expect(wall.programme.playlist).toMatchObject({
		at: 0,
		nextAt: 124_000,
		skipped: { scene: a.name, layer: 'x' }
	});
});

test('it waits while an alarm of level 1 is unacknowledged, then gives the scene its whole time', () => {
	const wall = playing();
	wall.profile = { ...wall.profile, interrupts: false };
	wall.urgent = [urgent('7')];
	wall.at(5);
	expect(wall.programme.playlist).toMatchObject({ running: true, waits: true });
	expect(shown(wall.at(300))).toEqual(['a', 0, undefined]);
	wall.do({ kind: 'next' });
	expect(shown(wall)).toEqual(['b', 1, undefined]);
	wall.urgent = [];
	expect(shown(wall.at(301))).toEqual(['b', 1, 332_000]);
	expect(wall.programme.playlist?.waits).toBe(false);
});

test('a playlist takes scenes by their ids in order, or all with a tag by their names', () => {
	const scenes = [c, { ...a, tags: [] }, b];
	expect(scenesOf({ ...round, scenes: ['b', 'gone', 'a'] }, { scenes }).map(({ id }) => id)).toEqual([
		'b',
		'a'
	]);
	expect(scenesOf({ ...round, scenes: { tag: 'round' } }, { scenes }).map(({ id }) => id)).toEqual([
		'b',
		'c'
	]);
});

test('a playlist that was forgotten ends with the scene that is on', () => {
	const wall = playing();
	wall.playlists = [];
	expect(wall.programme.playlist).toBeUndefined();
	expect(shown(wall.at(40))).toEqual(['a', undefined, undefined]);
	expect(() => wall.do({ kind: 'next' })).toThrow('No playlist is on: play one first.');
	expect(() => wall.do({ kind: 'play', playlist: 'round' })).toThrow('There is no playlist round.');
	wall.playlists = [{ ...round, scenes: { tag: 'none' } }];
	expect(() => wall.do({ kind: 'play', playlist: 'round' })).toThrow('Playlist round has no scenes');
});

test('a playlist goes on behind black, and a scene by hand ends the black', () => {
	const wall = new WallClockwork().do({ kind: 'play', playlist: 'round' }).at(5);
	wall.do({ kind: 'blank', on: true });
	const { id } = wall.programme.scene;
	expect(wall.at(60).programme).toMatchObject({ blank: true, playlist: { running: true } });
	expect(wall.programme.scene.id).not.toBe(id);
	expect(wall.do({ kind: 'next' }).programme.blank).toBe(false);
});
