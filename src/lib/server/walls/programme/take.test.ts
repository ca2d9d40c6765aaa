import { expect, test } from 'vitest';
import { cameraAt, WallClockwork } from '../../../../../tests/fixtures/wall-situation.ts';

test('undo within thirty seconds gives back exactly what was on air, and flies there', () => {
	const wall = new WallClockwork().at(10);
	wall.do({ kind: 'fly', to: cameraAt(9), seconds: 0 });
	const before = wall.state.picture;
	wall.do({ kind: 'take', scene: 'b' }).at(40).do({ kind: 'undo' });
	expect(wall.state.picture).toEqual(before);
	expect(wall.programme).toMatchObject({
		camera: cameraAt(9),
		flight: { from: cameraAt(2), to: cameraAt(9), startAt: 41_000 }
	});
	expect(wall.programme.undoUntil).toBeUndefined();
	expect(() => wall.do({ kind: 'undo' })).toThrow('Nothing can be undone');
});

test('a millisecond after thirty seconds a take cannot be undone', () => {
	const wall = new WallClockwork().at(10).do({ kind: 'take', scene: 'b' });
	expect(wall.at(40).programme.undoUntil).toBe(40_000);
	expect(wall.at(40.001).programme.undoUntil).toBeUndefined();
	expect(() => wall.do({ kind: 'undo' })).toThrow('a take can for 30 seconds');
	expect(wall.programme.scene.id).toBe('b');
});

test('a take by hand stops the playlist, and its undo lets it run on', () => {
	const wall = new WallClockwork().do({ kind: 'play', playlist: 'round' }).at(5);
	wall.do({ kind: 'take', scene: 'c' });
	expect(wall.programme.playlist).toMatchObject({ at: 0, running: false, waits: false });
	expect(wall.at(60).programme.scene.id).toBe('c');
	const other = new WallClockwork().do({ kind: 'play', playlist: 'round' }).at(5);
	other.do({ kind: 'take', scene: 'c' }).at(10).do({ kind: 'undo' });
	expect(other.programme).toMatchObject({ scene: { id: 'a' }, playlist: { running: true, nextAt: 41_000 } });
});

test('a flight of a take that comes while another is on its way starts where the wall then is', () => {
	const wall = new WallClockwork().do({ kind: 'take', scene: 'c' }).at(2);
	wall.do({ kind: 'take', scene: 'b' });
	const { from } = wall.programme.flight!;
	expect(from.lng).toBeCloseTo(0.7, 6);
	expect(from.zoom).toBeLessThan(14);
});

test('since when a scene shows goes on through messages and flights, and begins anew with another scene', () => {
	const wall = new WallClockwork().at(10).do({ kind: 'take', scene: 'b' }).at(15);
	wall.do({ kind: 'message', text: '演练', seconds: 20 }).do({ kind: 'fly', to: cameraAt(9), seconds: 0 });
	expect(wall.programme).toMatchObject({ shownSince: 11_000, applyAt: 15_400 });
	wall.at(20).do({ kind: 'take', scene: 'c' });
	expect(wall.programme.shownSince).toBe(21_000);
});

test('with reduced motion every change of the picture is a cut', () => {
	const wall = new WallClockwork();
	wall.profile = { ...wall.profile, reducedMotion: true };
	wall.do({ kind: 'take', scene: 'b' });
	expect(wall.programme).toMatchObject({ camera: cameraAt(2) });
	wall.do({ kind: 'fly', to: cameraAt(5), seconds: 3 });
	expect(wall.programme).toMatchObject({ camera: cameraAt(5) });
	expect(wall.programme.flight).toBeUndefined();
});

test('black and message lie over the scene; the message ends by itself, an empty one at once', () => {
	const wall = new WallClockwork().do({ kind: 'blank', on: true });
	wall.do({ kind: 'message', text: '演练', seconds: 20 });
	expect(wall.programme).toMatchObject({ blank: true, message: { text: '演练', until: 21_000 } });
	expect(wall.at(20.999).programme.message?.text).toBe('演练');
	const { rev } = wall.programme;
	expect(wall.at(21).programme.message).toBeUndefined();
	expect(wall.programme.rev).toBe(rev + 1);
	wall.do({ kind: 'message', text: 'x', seconds: 20 }).do({ kind: 'message', text: '', seconds: 20 });
	expect(wall.programme).toMatchObject({ blank: true, scene: { id: 'home' } });
	expect(wall.programme.message).toBeUndefined();
});

test('the safe picture is a take that can be undone', () => {
	const wall = new WallClockwork().do({ kind: 'blank', on: true }).do({ kind: 'safe' });
	expect(wall.programme).toMatchObject({ blank: false, scene: { id: 'safe', layout: 'safe' } });
	wall.do({ kind: 'undo' });
	expect(wall.programme).toMatchObject({ blank: true, scene: { id: 'home' } });
});

test('a scene of another instant runs by the clock of the server from when it is shown, and is live when it has come to now', () => {
	const wall = new WallClockwork().at(1000);
	const past = { kind: 'replay', at: 401_000, speed: 61 } as const;
	const scene = wall.scenes[1]!;
	wall.do({ kind: 'take', scene: { ...scene, view: { ...scene.view!, time: past } } });
	const clock = { mode: 'replay', eventAt: 401_000, serverAt: 1_001_000, speed: 61, playing: true };
	expect(wall.programme.clock).toEqual(clock);
	wall.do({ kind: 'message', text: 'x', seconds: 300 });
	expect(wall.at(1010).programme.clock).toEqual(clock);
	expect(wall.at(1011).programme.clock).toBeUndefined();
	wall.do({ kind: 'time', time: past, playing: false });
	expect(wall.at(1200).programme.clock).toEqual({ ...clock, serverAt: 1_012_000, playing: false });
	wall.do({ kind: 'time', time: { kind: 'live' }, playing: true });
	expect(wall.programme.clock).toBeUndefined();
});

test('after ten minutes another instant that nobody leads is live again, under a lease it stays', () => {
	const time = { kind: 'replay', at: 0, speed: 1 } as const;
	const wall = new WallClockwork().at(1000).do({ kind: 'time', time, playing: true });
	expect(wall.at(1600.9).programme.clock).toBeDefined();
	expect(wall.at(1601).programme.clock).toBeUndefined();
	const led = new WallClockwork().at(1000).do({ kind: 'time', time, playing: false });
	led.do({ kind: 'lease', role: 'Duty', post: 'seat', minutes: 15 });
	expect(led.at(1800).programme.clock).toBeDefined();
	const { lease, clock } = led.at(1900).programme;
	expect([lease, clock]).toEqual([undefined, undefined]);
});
