import { error, redirect } from '@sveltejs/kit';
import { loadBriefing } from '#lib/state/briefings.svelte.ts';
import { writeViewUrl } from '#lib/state/view-url.ts';
import type { PageLoad } from './$types';

/** The view of a frozen map on its desk: live where the picture showed what was live, in the desk's own look. */
export const load: PageLoad = async ({ params }) => {
	const { briefing } = await loadBriefing(params.id);
	const figure = briefing.draft.steps.find(({ id }) => id === params.step)?.figure;
	if (figure?.kind !== 'map') error(404, `Section ${params.step} of briefing ${params.id} has no map.`);
	const { look: _, ...view } = figure.view;
	redirect(307, `/${figure.page === 'wall' ? 'explore' : figure.page}?${writeViewUrl(view)}`);
};
