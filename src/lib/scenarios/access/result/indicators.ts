import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import type { AccessAnswer } from '../answer.ts';
import { middleOfPeople } from '../coverage.ts';
import { minutes, percent } from './rounding.ts';

const NOBODY = { zh: '没有居民', en: 'Nobody lives there' };
const FAR = {
	zh: '半数以上居民一小时内不可达',
	en: 'More than half of the residents reach none within an hour'
};

/** People with all services, with each of them, and the median time to each; facilities left alone. */
export function accessIndicators({
	coverage,
	services,
	demand,
	peopleInReach
}: AccessAnswer): ResultIndicator[] {
	const { people, all, byService } = coverage;
	const none = demand.people.reduce(
		(sum, count, point) => sum + (coverage.services[point] === 0 ? count : 0),
		0
	);
	return [
		persons('people', { zh: '居民', en: 'Residents' }, people, 'neither'),
		persons('all', { zh: '全部服务可达的居民', en: 'Residents with all services in reach' }, all, 'more'),
		{
			id: 'all-share',
			title: { zh: '生活圈覆盖率', en: 'Coverage of the life circle' },
			value: percent(all, people),
			...(people > 0 ? {} : { why: NOBODY }),
			unit: '%',
			better: 'more'
		},
		persons('none', { zh: '没有任何服务可达的居民', en: 'Residents with no service in reach' }, none, 'less'),
		{
			id: 'facilities-unreached',
			title: { zh: '无人可达的设施', en: 'Facilities that nobody reaches' },
			value: peopleInReach.filter((reached) => reached === 0).length,
			unit: '1',
			better: 'less'
		},
		...services.flatMap(({ service, times }, index): ResultIndicator[] => {
			const median = middleOfPeople(demand.people, times.seconds);
			return [
				persons(
					`covered-${service.id}`,
					{ zh: `${service.title.zh}：可达居民`, en: `${service.title.en}: residents in reach` },
					byService[index]!,
					'more'
				),
				{
					id: `median-${service.id}`,
					title: {
						zh: `${service.title.zh}：居民耗时中位数`,
						en: `${service.title.en}: median time of residents`
					},
					value: median === undefined ? null : minutes(median),
					...(median === undefined ? { why: people > 0 ? FAR : NOBODY } : {}),
					unit: 'min',
					better: 'less'
				}
			];
		})
	];
}

function persons(
	id: string,
	title: ResultIndicator['title'],
	value: number,
	better: ResultIndicator['better']
): ResultIndicator {
	return { id, title, value: Math.round(value), unit: '{person}', better };
}
