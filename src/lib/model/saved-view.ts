import { z } from 'zod';
import type { EpochMs } from './units.ts';
import { viewSpec } from './view-spec.ts';

/** Pages that show a view. */
export const VIEW_PAGES = ['explore', 'ops', 'themes', 'wall'] as const;

/** A view that is kept: what it shows, and why. Its id is a digest of it, so it never changes. */
export const savedView = z.object({
	spec: viewSpec,
	page: z.enum(VIEW_PAGES),
	note: z.string().max(4000).optional()
});
export type SavedView = z.infer<typeof savedView>;

/** First characters of a digest; stands in links as `v=`. */
export const savedViewId = z.string().regex(/^[0-9A-Za-z]{12}$/);

const name = z.string().trim().min(1).max(80);
const person = z.string().trim().min(1).max(80);

/** `POST /api/views`: keeps a view, and under a name when one is given; an earlier view of that name gives way. */
export const viewToSave = z.object({
	view: savedView,
	named: z
		.object({
			name,
			by: person,
			/** Epoch ms after which the name leads nowhere. */
			until: z.number().int().positive().optional()
		})
		.optional()
});
export type ViewToSave = z.infer<typeof viewToSave>;

/** `POST /api/views/forget`: the name goes, the view stays for links that have it. */
export const nameToForget = z.object({ name, by: person });

/** A view that people find by its name. */
export interface NamedView {
	readonly name: string;
	readonly id: string;
	readonly page: SavedView['page'];
	/** Who gave it the name last. */
	readonly by: string;
	readonly at: EpochMs;
	readonly until?: EpochMs;
	readonly note?: string;
}

/** `GET /api/views`, and what saving and forgetting answer: by name. */
export interface NamedViews {
	readonly named: readonly NamedView[];
	/** Of the view that was just saved. */
	readonly id?: string;
}
