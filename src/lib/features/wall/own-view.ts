import { readViewUrl, type QueryParameters } from '#lib/state/view-url.ts';

/**
 * True when a link says itself what its wall shows, `theme=`, `v=`, `cam=` and so on: such a window does not follow the
 * wall's programme. A look alone is no view.
 */
export function hasOwnView(parameters: QueryParameters): boolean {
	const { look: _, ...view } = readViewUrl(parameters).view;
	return ['theme', 'v'].some((name) => parameters.getAll(name).length > 0) || Object.keys(view).length > 0;
}
