import { expect, onTestFinished, test } from 'vitest';
import { Hub } from '#lib/server/hub/hub.ts';
import { sceneAt } from '../../../../tests/fixtures/wall-situation.ts';
import { LiveLog, observation } from '../../../../tests/fixtures/live-log.ts';
import { tinyCity } from '../../../../tests/fixtures/tiny-city.ts';
import { sceneCamera } from './scene-camera.ts';

const NOW = Date.UTC(2026, 2, 2);
const screen = { width: 1920, height: 1080 };
const around = { city: tinyCity, hub: undefined };

test('a scene looks from where its view says, else as its theme or the city first does', () => {
	const { view } = sceneAt('a', 1);
	expect(sceneCamera({ view, theme: 'water' }, screen, around)).toEqual(view!.camera);
	expect(sceneCamera({}, screen, around)).toEqual(tinyCity.home);
	expect(sceneCamera({ theme: 'water' }, screen, around)).toEqual({
		...tinyCity.home,
		zoom: 13.5,
		pitch: 55
	});
});

test('a theme of single things looks at where most of them stand', () => {
	const log = new LiveLog();
	log.declare({ id: 'light-poles' }, NOW);
	const hub = new Hub([], { bus: log.reader, now: NOW });
	onTestFinished(() => {
		hub.close();
		log.remove();
	});
	const lighting = () => sceneCamera({ theme: 'lighting' }, screen, { city: tinyCity, hub });
	expect(lighting()).toEqual({ ...tinyCity.home, zoom: 16.2, pitch: 52 });
	const poles = [
		[0.1, 0.1],
		[0.9, 0.9],
		[0.9002, 0.9]
	] as const;
	log.say(
		'light-poles',
		poles.map((position, i) => observation(`pole-${i}`, NOW, { position })),
		NOW
	);
	const { lng, lat, zoom } = lighting();
	expect(lng).toBeCloseTo(0.9001, 6);
	expect([lat.toFixed(6), zoom]).toEqual(['0.900000', 16.2]);
});
