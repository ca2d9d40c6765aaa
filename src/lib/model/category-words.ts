import type { Words } from './alarm-rule.ts';

/** Uses of buildings and kinds of facilities: words of OpenStreetMap, and those of the demo city's asset registers. */
const ENGLISH: Readonly<Record<string, string>> = {
	apartments: '住宅楼',
	building: '建筑',
	chimney: '烟囱',
	church: '教堂',
	civic: '公共建筑',
	clinic: '诊所',
	college: '高等院校',
	commercial: '商业楼',
	community_centre: '社区服务中心',
	compound: '住宅小区',
	containers: '集装箱',
	crane: '起重机',
	dormitory: '宿舍',
	elderly_care: '养老机构',
	fire_station: '消防救援站',
	garage: '车库',
	garages: '车库',
	government: '政务服务',
	hospital: '医院',
	hotel: '酒店',
	house: '独栋住宅',
	industrial: '工业',
	kindergarten: '幼儿园',
	library: '图书馆',
	middle_school: '中学',
	mixed: '混合用途',
	museum: '博物馆',
	office: '办公楼',
	park: '公园',
	parking: '停车楼',
	pavilion: '亭阁',
	police: '公安派出所',
	primary_school: '小学',
	public: '公共建筑',
	railway_station: '火车站',
	residential: '住宅',
	retail: '商业',
	roof: '棚顶',
	school: '学校',
	shed: '棚屋',
	shelter: '应急避难场所',
	shopping_centre: '商场',
	sight: '名胜',
	silo: '筒仓',
	spring: '名泉',
	square: '广场',
	stadium: '体育场馆',
	storage_tank: '储罐',
	substation: '变电站',
	temple: '寺观',
	terrace: '联排住宅',
	train_station: '火车站',
	university: '大学',
	unknown: '用途不详',
	warehouse: '仓库',
	works: '企业',
	true: '是',
	false: '否'
};

/** What `true` and `false` are called; other words of ENGLISH are their own English. */
const ANSWERS: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** Categories of the demo city's registers, which are in Chinese. */
const CHINESE: Readonly<Record<string, string>> = {
	医院: 'hospital',
	中学: 'middle school',
	小学: 'primary school',
	幼儿园: 'kindergarten',
	图书馆: 'library',
	企业: 'works',
	公园: 'park',
	名泉: 'spring',
	名胜: 'sight',
	商场: 'shopping centre',
	广场: 'square',
	寺观: 'temple',
	酒店: 'hotel',
	火车站: 'railway station',
	地铁站: 'metro station',
	派出所: 'police station',
	消防救援站: 'fire station',
	政务服务: 'government services',
	体育场馆: 'stadium',
	住宅小区: 'housing compound',
	社区服务: 'community services',
	社区卫生服务中心: 'community health centre',
	应急避难场所: 'emergency shelter',
	商业综合体: 'shopping complex',
	一般路口: 'minor junction',
	主干路口: 'major junction',
	单臂路灯: 'single-arm lamp',
	双臂路灯: 'double-arm lamp',
	智慧灯杆: 'smart pole',
	雨水: 'stormwater',
	污水: 'sewage',
	供水: 'water supply',
	电力: 'power',
	通信: 'telecom',
	燃气: 'gas',
	左侧: 'left side',
	右侧: 'right side',
	公共停车场: 'public car park',
	小区停车场: 'residents’ car park',
	路内泊位: 'kerbside bays',
	河道: 'river',
	湖泊: 'lake',
	护城河: 'moat',
	城区站: 'urban station',
	背景站: 'background station',
	可回收物: 'recyclables',
	其他垃圾: 'residual waste',
	厨余垃圾: 'food waste',
	有害垃圾: 'hazardous waste',
	检查井: 'manhole',
	排放口: 'outfall',
	下穿通道: 'underpass',
	广场相机: 'plaza camera',
	球机: 'dome camera',
	枪机: 'bullet camera',
	阀门井: 'valve chamber',
	正门: 'main gate',
	侧门: 'side gate'
};

const spaced = (text: string): string => text.replaceAll('_', ' ');

/** A category in both languages; one that we do not know stands as its source wrote it, without underscores. */
export function categoryWords(category: string): Words {
	const written = spaced(category);
	return {
		zh: Object.hasOwn(ENGLISH, category) ? ENGLISH[category]! : written,
		en: Object.hasOwn(CHINESE, category)
			? CHINESE[category]!
			: Object.hasOwn(ANSWERS, category)
				? ANSWERS[category]!
				: written
	};
}
