import type { Place } from '../fabric/draft.ts';
import { hash } from '../geometry/dice.ts';
import { FIRST_WORDS, joined, SECOND_WORDS, type Word } from './lexicon.ts';

/** Ends of names of places, and whether they are called after their community. */
const ENDS: Readonly<Record<Place, { readonly ends: readonly Word[]; readonly local: boolean }>> = {
	tower: {
		ends: [
			word('大厦', 'Tower'),
			word('国际中心', 'International Centre'),
			word('金融中心', 'Finance Centre'),
			word('广场', 'Plaza')
		],
		local: false
	},
	landmark: { ends: [word('云泉之窗', 'Window of Yunquan')], local: false },
	mall: {
		ends: [word('百货', 'Department Store'), word('购物中心', 'Shopping Centre'), word('天地', 'Galleria')],
		local: false
	},
	hotel: { ends: [word('大酒店', 'Grand Hotel'), word('宾馆', 'Hotel')], local: false },
	kindergarten: { ends: [word('幼儿园', 'Kindergarten')], local: false },
	primarySchool: { ends: [word('小学', 'Primary School')], local: true },
	middleSchool: { ends: [word('中学', 'Middle School')], local: true },
	hospital: { ends: [word('医院', 'Hospital')], local: true },
	clinic: { ends: [word('社区卫生服务中心', 'Community Health Centre')], local: true },
	police: { ends: [word('派出所', 'Police Station')], local: true },
	fireStation: { ends: [word('消防救援站', 'Fire and Rescue Station')], local: true },
	government: { ends: [word('政务服务中心', 'Government Service Centre')], local: true },
	communityCentre: { ends: [word('党群服务中心', 'Community Service Centre')], local: true },
	library: { ends: [word('云泉大学图书馆', 'Yunquan University Library')], local: false },
	museum: { ends: [word('博物馆', 'Museum')], local: false },
	temple: { ends: [word('寺', 'Temple'), word('祠', 'Shrine'), word('观', 'Taoist Temple')], local: false },
	pagoda: { ends: [word('漱云塔', 'Shuyun Pagoda')], local: false },
	bellTower: { ends: [word('钟楼', 'Bell Tower')], local: false },
	gate: { ends: [word('门', 'Gate')], local: false },
	stadium: { ends: [word('云泉体育中心', 'Yunquan Sports Centre')], local: false },
	station: { ends: [word('云泉站', 'Yunquan Railway Station')], local: false },
	factory: {
		ends: [
			word('机械厂', 'Machine Works'),
			word('电子厂', 'Electronics Works'),
			word('新材料公司', 'New Materials'),
			word('食品厂', 'Food Works'),
			word('物流园', 'Logistics Park')
		],
		local: false
	},
	substation: { ends: [word('变电站', 'Substation')], local: true }
};

/** Places that are one of their kind: their whole name is known. */
const WHOLE: ReadonlySet<Place> = new Set([
	'landmark',
	'library',
	'pagoda',
	'bellTower',
	'stadium',
	'station'
]);

/** Name of a place; `community` is the stem of where it stands, `keys` name the building. */
export function placeName(place: Place, community: Word, ...keys: readonly number[]): Word {
	const { ends, local } = ENDS[place];
	const roll = hash(...keys);
	const end = ends[roll % ends.length]!;
	if (WHOLE.has(place)) return end;
	const stem = local ? community : stemAt(roll >>> 3);
	return { zh: stem.zh + end.zh, en: `${stem.en} ${end.en}` };
}

const COMPOUND_ENDS: readonly Word[] = [
	word('花园', 'Gardens'),
	word('家园', 'Homes'),
	word('小区', 'Estate'),
	word('新村', 'New Village'),
	word('雅苑', 'Court'),
	word('名邸', 'Residence'),
	word('公馆', 'Mansions'),
	word('嘉园', 'Park Estate')
];

/** Name of a housing compound. */
export function compoundName(...keys: readonly number[]): Word {
	const roll = hash(...keys);
	const stem = stemAt(roll >>> 3);
	const end = COMPOUND_ENDS[roll % COMPOUND_ENDS.length]!;
	return { zh: stem.zh + end.zh, en: `${stem.en} ${end.en}` };
}

/** The stem of a ward's name: 云溪 of 云溪社区. */
export function stemOf({ zh, en }: Word): Word {
	return { zh: zh.replace(/社区$|村$/, ''), en: en.replace(/ Community$| Village$/, '') };
}

function stemAt(roll: number): Word {
	return joined(FIRST_WORDS[roll % FIRST_WORDS.length]!, SECOND_WORDS[(roll >>> 7) % SECOND_WORDS.length]!);
}

function word(zh: string, en: string): Word {
	return { zh, en };
}
