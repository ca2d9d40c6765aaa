import type { SavedView } from '#lib/model/saved-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Command } from '../../explore/commands.ts';
import type { CitySession } from '../../map/session.svelte.ts';

/** The view of a page goes into a briefing: of every page that shows one. */
export const addCommand = ({ desk }: CitySession, page: SavedView['page']): Command => ({
	id: 'add-to-briefing',
	title: m.briefing_add,
	run: () => (desk.addingToBriefing = page)
});
