import { z } from 'zod';
import { viewSpec } from '../view-spec.ts';
import { bothWords, wallSlug } from './profile.ts';

export const SCENE_LAYOUTS = ['overview', 'theme', 'incident', 'compare', 'briefing', 'safe'] as const;
export const SCENE_LANGUAGES = ['zh-CN', 'en', 'both'] as const;

/** What a wall shows at a time: a layout, and a view in it. */
export const wallScene = z.object({
	id: wallSlug,
	name: bothWords,
	layout: z.enum(SCENE_LAYOUTS),
	/** Without one the theme's first view, or the city's. */
	view: viewSpec.optional(),
	theme: z.string().max(40).optional(),
	/** Id of a frozen briefing, of layout `briefing`. */
	briefing: z.string().max(64).optional(),
	/** `both` for visitors: titles in two languages. */
	language: z.enum(SCENE_LANGUAGES),
	/** Playlists take scenes by these. */
	tags: z.array(wallSlug).max(12)
});
export type WallScene = z.infer<typeof wallScene>;

/** A scene stays at least so long, seconds. */
export const SHORTEST_DWELL = 30;

/** Scenes in turn. */
export const wallPlaylist = z.object({
	id: wallSlug,
	name: bothWords,
	/** Ids in order, or all scenes with a tag by their names. */
	scenes: z.union([z.array(wallSlug).min(1).max(100), z.object({ tag: wallSlug })]),
	/** Seconds for each. */
	dwell: z.number().int().min(SHORTEST_DWELL).max(3600)
});
export type WallPlaylist = z.infer<typeof wallPlaylist>;
