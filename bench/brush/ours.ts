import { startAnalytics } from '#workers/analytics/client.ts';
import { BINS, VIEWS, type Contestant } from './contestant.ts';
import { linkedContestant } from './linked-contestant.ts';

/** Our linked views, as the product uses them: cubes built in the worker, moves answered on the page. */
export async function openOurs(rows: number): Promise<Contestant> {
	const analytics = startAnalytics({
		packUrl: '/pack/',
		timezone: 'UTC',
		datasets: [
			{
				id: 'bench',
				kind: 'buildings',
				title: { zh: '', en: '' },
				file: 'bench.arrow',
				rows,
				columns: []
			}
		]
	});
	await analytics.load('bench');
	const start = performance.now();
	const views = await analytics.openViews(
		'bench',
		VIEWS.map((id) => ({ id, kind: 'number', column: id, bins: BINS }))
	);
	const opened = performance.now() - start;
	return linkedContestant(views, opened);
}
