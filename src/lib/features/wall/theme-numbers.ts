import type { IndicatorState } from '#lib/model/indicator.ts';
import { headlines, offTargetFirst } from '../indicators/indicator-reading.ts';
import type { CitySession } from '../map/session.svelte.ts';

/**
 * Numbers of the theme that the wall is of, or whose layers its view names; else of every theme the first. Those outside
 * their target come before the others.
 */
export function numbersOf(session: CitySession, most: number): readonly IndicatorState[] {
	const { desk } = session;
	const theme = session.theme ?? themeOfView(session);
	const wanted = theme === undefined ? desk.themes.on.map(({ id }) => id) : [theme];
	return offTargetFirst(headlines(desk.indicators.all, wanted), session.now).slice(0, most);
}

/** Theme of all layers that a view names, when it is one. */
function themeOfView(session: CitySession): string | undefined {
	if (!session.view.ownLayers) return undefined;
	const themes = new Set(
		session.layers.flatMap(({ id, stream }) =>
			stream !== undefined && session.view.shows(id) ? (session.desk.themes.ofLayer(stream)?.id ?? []) : []
		)
	);
	return themes.size === 1 ? [...themes][0] : undefined;
}
