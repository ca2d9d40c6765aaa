import { expect, test } from 'vitest';
import { defaultProfile } from '#lib/model/wall/default-wall.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import { isQuiet, isRestartDue } from './quiet.ts';

const camera = { lng: 0, lat: 0, zoom: 12, pitch: 0, bearing: 0 };
const programme: WallProgramme = {
	profile: defaultProfile('main'),
	rev: 4,
	applyAt: 10_000,
	shownSince: 10_000,
	camera,
	scene: { id: 'city', name: { zh: '城市', en: 'City' }, layout: 'overview', language: 'en', tags: [] },
	blank: false
};
const incident = { alarm: 'a', title: { zh: '火', en: 'Fire' }, cameras: [], crews: [], since: 0 };

test('a wall is quiet when nothing flies, nothing has just been taken and no alarm is on it or asks for it', () => {
	expect(isQuiet(programme, 20_000)).toBe(true);
	expect(isQuiet(programme, 12_000)).toBe(false);
	const flight = { from: camera, to: camera, startAt: 18_000, endAt: 21_000 };
	expect(isQuiet({ ...programme, flight }, 20_000)).toBe(false);
	expect(isQuiet({ ...programme, flight }, 21_000)).toBe(true);
	expect(isQuiet({ ...programme, interruption: { ...incident, returnAt: 90_000 } }, 20_000)).toBe(false);
	expect(isQuiet({ ...programme, suggestion: incident }, 20_000)).toBe(false);
});

test('a page is loaded anew when the server says so, and not before it is quiet', () => {
	const answer = { now: 20_000, rev: 4, brightness: 1, thumbnail: false, version: '1.0.1' };
	expect(isRestartDue(answer, programme)).toBe(false);
	expect(isRestartDue({ ...answer, reload: 'quiet' }, programme)).toBe(true);
	expect(isRestartDue({ ...answer, reload: 'quiet', now: 12_000 }, programme)).toBe(false);
});
