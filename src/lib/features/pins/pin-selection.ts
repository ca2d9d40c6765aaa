import type { CitySession } from '../map/session.svelte.ts';

/** What is selected is pinned. */
export function isPinned({ selection, view }: CitySession): boolean {
	const { entity } = selection;
	return view.spec.pinned.some(({ layer, id }) => layer === entity?.layer && id === entity.id);
}

/** Pins what is selected, or lets it go. */
export function togglePin(session: CitySession): void {
	const { entity } = session.selection;
	if (!entity) return;
	const { layer, id } = entity;
	if (isPinned(session)) session.view.unpin({ layer, id });
	else session.view.pin({ layer, id });
}
