import type { IndicatorDetail } from '#lib/model/indicator.ts';
import { askServer } from '#lib/state/ask-server.ts';

/** Names of the areas that an indicator (`theme/id`) has values of; none for one that is of the whole city only. */
export async function districtsOf(indicator: string): Promise<readonly string[]> {
	const path = indicator.split('/').map(encodeURIComponent).join('/');
	const { areas } = await askServer<IndicatorDetail>(`/api/indicators/${path}`);
	return areas.map(({ area }) => area);
}
