import type { Recolour } from '#lib/model/view-spec.ts';
import type { Analytics, BuildingValues } from '#workers/analytics/client.ts';

/** What a recolouring says of each building. Throws QUERY_FAILED when its question has no such answer. */
export const recolourValues = (
	analytics: Analytics,
	recolour: Recolour,
	signal: AbortSignal
): Promise<BuildingValues> =>
	recolour.kind === 'column'
		? analytics.buildingColumn(recolour.column, { signal })
		: analytics.buildingValues(recolour.sql, { signal });
