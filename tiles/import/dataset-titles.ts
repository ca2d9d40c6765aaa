/** Titles of datasets by the ids people usually give them; others show their id until `--title` says better. */
const USUAL: Readonly<Record<string, { zh: string; en: string }>> = {
	buildings: { zh: '建筑', en: 'Buildings' },
	roads: { zh: '道路', en: 'Roads' },
	requests: { zh: '市民诉求', en: 'Service requests' },
	collisions: { zh: '交通事故', en: 'Traffic collisions' },
	incidents: { zh: '事件', en: 'Incidents' },
	pois: { zh: '兴趣点', en: 'Points of interest' },
	taxi: { zh: '出租车行程', en: 'Taxi trips' },
	pickups: { zh: '上车点', en: 'Pick-ups' },
	transit: { zh: '公共交通', en: 'Public transport' },
	subway: { zh: '地铁', en: 'Subway' },
	metro: { zh: '地铁', en: 'Metro' },
	bus: { zh: '公交', en: 'Buses' },
	boroughs: { zh: '行政区', en: 'Boroughs' },
	districts: { zh: '城区', en: 'Districts' },
	community_districts: { zh: '社区', en: 'Community districts' },
	precincts: { zh: '警区', en: 'Police precincts' }
};

export function usualTitle(id: string): { zh: string; en: string } {
	const words = id.replace(/[-_]+/g, ' ');
	return USUAL[id] ?? { zh: words, en: words.charAt(0).toUpperCase() + words.slice(1) };
}
