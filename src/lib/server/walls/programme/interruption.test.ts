import { expect, test } from 'vitest';
import { cameraAt, urgent, WallClockwork } from '../../../../../tests/fixtures/wall-situation.ts';

const alarmed = () => {
	const wall = new WallClockwork();
	wall.urgent = [urgent('7')];
	return wall;
};
const place = { lng: 0.2, lat: 0.2, zoom: 16.5, pitch: 52, bearing: 0 };

test('an alarm of level 1 asks for the wall, takes it after twenty seconds and names what is near', () => {
	const wall = alarmed().at(10);
	const incident = {
		alarm: '7',
		title: { zh: '积水', en: 'Flooded' },
		place: [0.2, 0.2],
		cameras: ['Eye 1'],
		crews: ['Car 7']
	};
	expect(wall.programme.suggestion).toEqual({ ...incident, since: 10_000, interruptsAt: 30_000 });
	expect(wall.at(29.999).programme.scene.id).toBe('home');
	wall.at(30);
	expect(wall.programme).toMatchObject({
		scene: { id: 'alarm-7', layout: 'incident' },
		camera: place,
		flight: { from: cameraAt(1), to: place, startAt: 31_000, endAt: 35_000 }
	});
	expect(wall.programme.interruption).toEqual({ ...incident, since: 31_000, returnAt: 91_000 });
	expect(wall.programme.suggestion).toBeUndefined();
});

test('it gives the wall back after a minute, to exactly what was on, and does not ask again', () => {
	const wall = alarmed();
	const before = wall.state.picture;
	wall.at(0).at(20);
	expect(wall.at(80.999).programme.interruption).toBeDefined();
	wall.at(81);
	expect(wall.state.picture).toEqual(before);
	expect(wall.programme).toMatchObject({ flight: { from: place, to: cameraAt(1), startAt: 82_000 } });
	expect(wall.at(500).programme.suggestion).toBeUndefined();
	wall.urgent = [urgent('7'), urgent('8')];
	expect(wall.at(501).programme.suggestion).toMatchObject({ alarm: '8', interruptsAt: 521_000 });
});

test('acknowledged, it gives the wall back once it was shown for thirty seconds', () => {
	const early = alarmed().at(0).at(20);
	early.urgent = [];
	expect(early.at(25).programme.interruption?.returnAt).toBe(51_000);
	expect(early.at(50.999).programme.scene.id).toBe('alarm-7');
	expect(early.at(51).programme.scene.id).toBe('home');
	const late = alarmed().at(0).at(20).at(60);
	late.urgent = [];
	expect(late.at(61).programme.scene.id).toBe('home');
});

test('acknowledged before its time it does not take the wall', () => {
	const wall = alarmed().at(0);
	wall.urgent = [];
	expect(wall.at(19).programme.suggestion).toBeUndefined();
	expect(wall.at(100).programme.scene.id).toBe('home');
});

test('while somebody holds the wall it only asks, and may take it twenty seconds after that ends', () => {
	const wall = alarmed().do({ kind: 'lease', role: '值守席 1', post: 'seat', minutes: 1 }).at(5);
	expect(wall.programme.suggestion).toMatchObject({ alarm: '7', since: 5000 });
	expect(wall.programme.suggestion).not.toHaveProperty('interruptsAt');
	wall.at(59);
	expect(wall.programme).toMatchObject({ scene: { id: 'home' }, camera: cameraAt(1) });
	expect(wall.at(60).programme.suggestion).toMatchObject({ since: 5000, interruptsAt: 80_000 });
	expect(wall.at(80).programme.interruption?.alarm).toBe('7');
});

test('who takes the wall in time keeps an alarm from taking it', () => {
	const wall = alarmed().at(0).at(19).do({ kind: 'lease', role: '值守席 1', post: 'seat', minutes: 15 });
	wall.at(21);
	expect(wall.programme).toMatchObject({ scene: { id: 'home' }, suggestion: { since: 0 } });
});

test('under a lease that begins while an alarm has the wall, only its holder gives the wall back', () => {
	const lease = { kind: 'lease', role: '值守席 1', post: 'seat', minutes: 15 } as const;
	const held = () => alarmed().at(0).at(20).at(30).do(lease);
	const wall = held();
	expect(wall.programme.interruption).not.toHaveProperty('returnAt');
	const { picture, flight } = wall.at(200).state;
	expect(picture.scene.id).toBe('alarm-7');
	wall.urgent = [];
	expect(wall.at(400).state).toMatchObject({ picture, flight });
	expect(wall.do({ kind: 'return' }).programme.scene.id).toBe('home');
});

test('an alarm that outlives a lease keeps the wall for twenty seconds more, or goes at once when it is acknowledged', () => {
	const lease = { kind: 'lease', role: '值守席 1', post: 'seat', minutes: 2 } as const;
	const open = alarmed().at(0).at(20).at(30).do(lease).at(150);
	expect(open.programme.interruption?.returnAt).toBe(170_000);
	expect(open.at(169.999).programme.scene.id).toBe('alarm-7');
	expect(open.at(170).programme.scene.id).toBe('home');
	const short = alarmed().at(0).at(20).do(lease).do({ kind: 'release' });
	expect(short.programme.interruption?.returnAt).toBe(81_000);
	const done = alarmed().at(0).at(20).at(30).do(lease);
	done.urgent = [];
	expect(done.at(149.999).programme.scene.id).toBe('alarm-7');
	expect(done.at(150).programme.scene.id).toBe('home');
});

test('a wall whose profile does not allow it is only asked for', () => {
	const wall = alarmed();
	wall.profile = { ...wall.profile, interrupts: false };
	expect(wall.at(0).at(1000).programme).toMatchObject({ scene: { id: 'home' }, suggestion: { alarm: '7' } });
});

test('somebody at the desk ends it, or takes something else instead', () => {
	const back = alarmed().at(0).at(20).do({ kind: 'return' });
	expect(back.programme.scene.id).toBe('home');
	expect(() => back.do({ kind: 'return' })).toThrow('No alarm has taken this wall.');
	const taken = alarmed().at(0).at(20).do({ kind: 'take', scene: 'b' });
	expect(taken.programme).toMatchObject({ scene: { id: 'b' }, flight: { to: cameraAt(2) } });
	expect(taken.programme.interruption).toBeUndefined();
	expect(taken.at(200).programme.scene.id).toBe('b');
});

test('a playlist goes on with the scene that was interrupted, once the alarm is acknowledged', () => {
	const wall = new WallClockwork().do({ kind: 'play', playlist: 'round' }).at(31);
	wall.urgent = [urgent('7')];
	wall.at(32).at(52);
	expect(wall.programme).toMatchObject({ scene: { id: 'alarm-7' }, playlist: { at: 1, waits: true } });
	wall.at(113);
	expect(wall.programme).toMatchObject({ scene: { id: 'b' }, playlist: { at: 1, waits: true } });
	wall.urgent = [];
	wall.at(114);
	expect(wall.programme.playlist).toMatchObject({ waits: false, nextAt: 145_000 });
	expect(wall.at(145).programme.scene.id).toBe('c');
});

test('black gives way to an alarm and comes back', () => {
	const wall = alarmed().do({ kind: 'blank', on: true }).at(0).at(20);
	expect(wall.programme.blank).toBe(false);
	expect(wall.at(81).programme.blank).toBe(true);
});

test('an alarm without a place is shown where the wall looks', () => {
	const wall = new WallClockwork();
	wall.urgent = [{ ...urgent('7'), place: undefined as never }];
	wall.at(0).at(20);
	expect(wall.programme).toMatchObject({ scene: { id: 'alarm-7' }, camera: cameraAt(1) });
	expect(wall.programme.flight).toBeUndefined();
});
