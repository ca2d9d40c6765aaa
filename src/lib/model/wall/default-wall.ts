import type { CityManifest } from '../city.ts';
import type { WallProfile } from './profile.ts';
import type { WallScene } from './scene.ts';

/** The wall that is there before anybody made one. */
export const DEFAULT_WALL = 'main';

/** A screen of 55 inches that stands alone, read from where people sit before it. */
export const defaultProfile = (id: string): WallProfile => ({
	id,
	name: { zh: '主屏', en: 'Main wall' },
	width: 1920,
	height: 1080,
	columns: 1,
	rows: 1,
	pitch: 0.63,
	bezel: 0,
	distance: { situation: 3, map: 3, response: 3 },
	nodes: [{ column: 0, row: 0, x: 0, y: 0, width: 1920, height: 1080 }],
	fps: 30,
	wanders: false,
	reducedMotion: false,
	interrupts: false
});

/** What a wall shows before anybody chose: the city. */
export const overviewScene = ({ name }: Pick<CityManifest, 'name'>): WallScene => ({
	id: 'overview',
	name: { zh: `${name.zh}总览`, en: `${name.en} overview` },
	layout: 'overview',
	language: 'zh-CN',
	tags: ['standard']
});

/** Needs no WebGL: the last thing that always works. */
export const safeScene: WallScene = {
	id: 'safe',
	name: { zh: '安全画面', en: 'Safe picture' },
	layout: 'safe',
	language: 'both',
	tags: []
};
