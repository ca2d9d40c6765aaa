import type { Milliseconds } from '#lib/model/units.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { m } from '#lib/paraglide/messages.js';
import type { NodeCondition, NodeTrouble } from './node-condition.ts';

const LAYOUTS: Readonly<Record<WallScene['layout'], () => string>> = {
	overview: m.walls_layout_overview,
	theme: m.walls_layout_theme,
	incident: m.walls_layout_incident,
	compare: m.walls_layout_compare,
	briefing: m.walls_layout_briefing,
	safe: m.walls_layout_safe
};
export const layoutName = (layout: WallScene['layout']): string => LAYOUTS[layout]();

const LANGUAGES: Readonly<Record<WallScene['language'], () => string>> = {
	'zh-CN': m.walls_language_zh,
	en: m.walls_language_en,
	both: m.walls_language_both
};
export const languageName = (language: WallScene['language']): string => LANGUAGES[language]();

const TAGS: Readonly<Record<string, () => string>> = {
	standard: m.walls_tag_standard,
	visit: m.walls_tag_visit,
	theme: m.walls_tag_theme
};
/** Tags of the scenes that every city has, in words; those that people made are theirs. */
export const tagName = (tag: string): string => TAGS[tag]?.() ?? tag;

const CONDITIONS: Readonly<Record<NodeCondition, () => string>> = {
	absent: m.walls_node_absent,
	late: m.walls_node_late,
	behind: m.walls_node_behind,
	dark: m.walls_node_dark,
	troubled: m.walls_node_troubled,
	fine: m.walls_node_fine
};
export const conditionName = (condition: NodeCondition): string => CONDITIONS[condition]();

const TROUBLES: Readonly<Record<NodeTrouble, () => string>> = {
	offline: m.walls_trouble_offline,
	slow: m.walls_trouble_slow,
	memory: m.walls_trouble_memory,
	canvas: m.walls_trouble_canvas,
	broken: m.walls_trouble_broken
};
export const troubleName = (trouble: NodeTrouble): string => TROUBLES[trouble]();

/** Place of a machine in words, counted from 1. */
export const placeName = ({ column, row }: { readonly column: number; readonly row: number }): string =>
	m.walls_place({ column: column + 1, row: row + 1 });

/** 3840 × 1080 · P1.25 · 5 m: pixels, pitch, distance of the farthest reader. */
export const buildText = ({ width, height, pitch, distance }: WallProfile): string =>
	`${width} × ${height} · P${pitch} · ${Math.max(distance.situation, distance.map, distance.response)} m`;

/** 08:12 of time that is left; nothing is left of what is over. */
export function leftText(milliseconds: Milliseconds): string {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
