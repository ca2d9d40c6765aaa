import type { Words } from '#lib/model/alarm-rule.ts';

/** Something that people need near home. */
export interface Service {
	readonly id: string;
	readonly title: Words;
	/** Words of the facilities' `kind`: those of this city's own list, then OpenStreetMap's. */
	readonly kinds: readonly string[];
	/** Uses of buildings that count as one. */
	readonly uses?: readonly string[];
	/** Stops where public transport halts count. */
	readonly stops?: true;
	/** Asked for unless somebody chooses otherwise. */
	readonly asked: boolean;
	/** What the standard says of it. */
	readonly source: Words;
	/** Who uses its capacity. */
	readonly seats?: Seats;
}

export interface Seats {
	/** Per cent of all residents. */
	readonly share: number;
	readonly source: Words;
	readonly title: Words;
	/** Of what a facility's capacity counts, per user. */
	readonly perUser: Words;
}

const pupils = (stage: Words, count: string): Words => ({
	zh: `2020 年全国教育事业发展统计公报：${stage.zh} ${count} 万人；第七次人口普查：14.12 亿人`,
	en: `National education statistics 2020: ${count} × 10⁴ ${stage.en}; seventh census: 1.412 × 10⁹ people`
});

const annexC = (zh: string, en: string): Words => ({
	zh: `GB 50180-2018 附录 C：${zh}`,
	en: `GB 50180-2018, annex C: ${en}`
});

/** The life circle's services, after GB 50180-2018 and TD/T 1062-2021. */
export const SERVICES: readonly Service[] = [
	{
		id: 'kindergarten',
		title: { zh: '幼儿园', en: 'Kindergarten' },
		kinds: ['kindergarten'],
		asked: true,
		source: annexC('五分钟生活圈，服务半径不宜大于 300 m', 'five-minute circle, radius up to 300 m'),
		seats: {
			share: 3.41,
			source: pupils({ zh: '在园幼儿', en: 'children in kindergartens' }, '4818'),
			title: { zh: '学龄前儿童比例', en: 'Children of kindergarten age' },
			perUser: { zh: '每名幼儿学位数', en: 'Kindergarten places a child' }
		}
	},
	{
		id: 'primary-school',
		title: { zh: '小学', en: 'Primary school' },
		kinds: ['primary_school', 'school'],
		asked: true,
		source: annexC('十分钟生活圈，服务半径不宜大于 500 m', 'ten-minute circle, radius up to 500 m'),
		seats: {
			share: 7.6,
			source: pupils({ zh: '小学在校生', en: 'pupils of primary schools' }, '10725'),
			title: { zh: '小学生比例', en: 'Pupils of primary schools' },
			perUser: { zh: '每名小学生学位数', en: 'Primary school places a pupil' }
		}
	},
	{
		id: 'middle-school',
		title: { zh: '初中', en: 'Middle school' },
		kinds: ['middle_school', 'school'],
		asked: true,
		source: annexC('十五分钟生活圈，服务半径不宜大于 1000 m', 'fifteen-minute circle, radius up to 1000 m'),
		seats: {
			share: 3.48,
			source: pupils({ zh: '初中在校生', en: 'pupils of middle schools' }, '4914'),
			title: { zh: '初中生比例', en: 'Pupils of middle schools' },
			perUser: { zh: '每名初中生学位数', en: 'Middle school places a pupil' }
		}
	},
	{
		id: 'clinic',
		title: { zh: '医疗卫生', en: 'Clinic or hospital' },
		kinds: ['clinic', 'hospital', 'doctors', 'healthcare_centre'],
		asked: true,
		source: annexC(
			'社区卫生服务中心，十五分钟生活圈，服务半径不宜大于 1000 m',
			'community health centre, fifteen-minute circle, radius up to 1000 m'
		),
		seats: {
			share: 100,
			source: { zh: '床位供全体居民使用', en: 'Beds are for all residents' },
			title: { zh: '使用床位的居民比例', en: 'Residents who may need a bed' },
			perUser: { zh: '人均床位数', en: 'Hospital beds a resident' }
		}
	},
	{
		id: 'park',
		title: { zh: '公园', en: 'Park' },
		kinds: ['park', 'garden', 'nature_reserve', 'playground'],
		asked: true,
		source: {
			zh: 'GB 50180-2018 表 4.0.4：各级生活圈配建居住区公园',
			en: 'GB 50180-2018, table 4.0.4: a park for every circle'
		}
	},
	{
		id: 'shop',
		title: { zh: '商业网点', en: 'Market or shop' },
		kinds: [
			...['market', 'marketplace', 'supermarket', 'shopping_centre', 'mall', 'department_store'],
			...['convenience', 'greengrocer', 'bakery', 'butcher']
		],
		uses: ['retail', 'supermarket', 'convenience', 'marketplace'],
		asked: true,
		source: annexC(
			'菜市场或生鲜超市，十分钟生活圈，服务半径不宜大于 500 m',
			'food market, ten-minute circle, radius up to 500 m'
		)
	},
	{
		id: 'community-centre',
		title: { zh: '社区服务', en: 'Community centre' },
		kinds: ['community_centre', 'library', 'arts_centre'],
		asked: true,
		source: annexC(
			'社区服务中心、文化活动中心，十五分钟生活圈，服务半径不宜大于 1000 m',
			'community and culture centre, fifteen-minute circle, radius up to 1000 m'
		)
	},
	{
		id: 'stop',
		title: { zh: '公交站点', en: 'Stop of public transport' },
		kinds: [],
		stops: true,
		asked: true,
		source: annexC('公交车站，服务半径不宜大于 500 m', 'bus stop, radius up to 500 m')
	},
	{
		id: 'sport',
		title: { zh: '体育场地', en: 'Sports ground' },
		kinds: ['sports_centre', 'stadium', 'pitch', 'swimming_pool', 'ice_rink'],
		asked: false,
		source: annexC(
			'大型多功能运动场地，十五分钟生活圈，服务半径不宜大于 1000 m',
			'large sports ground, fifteen-minute circle, radius up to 1000 m'
		)
	},
	{
		id: 'elderly-care',
		title: { zh: '养老设施', en: 'Care of the elderly' },
		kinds: ['elderly_care', 'nursing_home'],
		asked: false,
		source: annexC('养老院，十五分钟生活圈', 'home for the elderly, fifteen-minute circle')
	}
];
