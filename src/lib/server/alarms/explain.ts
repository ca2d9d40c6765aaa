import type { AlarmCondition, AlarmRule, Limits, RuleSchedule, Words } from '#lib/model/alarm-rule.ts';
import { eventTypeWords, statusWords } from '#lib/model/feed-words.ts';
import { formatUnit } from '#lib/model/unit-text.ts';
import type { Seconds } from '#lib/model/units.ts';

/** What the explanation of a rule needs to know of layers. */
export interface LayerWords {
	metric(
		layer: string,
		name: string
	): { readonly title?: Words | undefined; readonly unit: string } | undefined;
	title(layer: string): Words | undefined;
}

/** A rule's condition in words, with its limits and times. */
export function explain(rule: AlarmRule, layers: LayerWords): Words {
	const { raiseAfter, raiseReadings } = rule;
	const said = condition(rule.when, layers);
	const [zh, en] = [[said.zh], [said.en]];
	if (raiseAfter) {
		zh.push(`持续 ${duration(raiseAfter).zh}`);
		en.push(`for ${duration(raiseAfter).en}`);
	}
	if (raiseReadings && raiseReadings > 1) {
		zh.push(`至少 ${raiseReadings} 次读数`);
		en.push(`in at least ${raiseReadings} readings`);
	}
	if (rule.schedule) {
		const when = hours(rule.schedule);
		zh.push(when.zh);
		en.push(when.en);
	}
	return { zh: zh.join('，'), en: en.join(', ') };
}

const WEEKDAYS = [
	['周一', 'Mon'],
	['周二', 'Tue'],
	['周三', 'Wed'],
	['周四', 'Thu'],
	['周五', 'Fri'],
	['周六', 'Sat'],
	['周日', 'Sun']
] as const;

/** When a rule applies. */
function hours({ days, from, to, night }: RuleSchedule): Words {
	const clock = (hour: number) =>
		`${Math.floor(hour)}:${String(Math.round((hour % 1) * 60)).padStart(2, '0')}`;
	const [zh, en] = [['仅'], ['only']];
	if (days) {
		const named = days.map((day) => WEEKDAYS[day - 1]!);
		zh.push(named.map(([name]) => name).join('、'));
		en.push(named.map(([, name]) => name).join(', '));
	}
	if (from !== undefined || to !== undefined) {
		const span = `${clock(from ?? 0)}–${clock(to ?? 24)}`;
		zh.push(span);
		en.push(span);
	}
	if (night) {
		zh.push('夜间');
		en.push('at night');
	}
	return { zh: zh.join(' '), en: en.join(' ') };
}

function condition(when: AlarmCondition, layers: LayerWords): Words {
	switch (when.kind) {
		case 'value': {
			const metric = metricWords(when.layer, when.metric, layers);
			const own =
				when.limitFrom === undefined ? undefined : metricWords(when.layer, when.limitFrom, layers).title;
			return joined(metric.title, own ? ownLimit(when, own) : limits(when, metric.unit));
		}
		case 'rate': {
			const { title, unit } = metricWords(when.layer, when.metric, layers);
			const over = duration(when.over);
			const past = limits(when, unit === '' ? '/s' : `${unit}/s`);
			return {
				zh: `${title.zh}在 ${over.zh}内的变化率${past.zh}`,
				en: `change of ${title.en} over ${over.en} ${past.en}`
			};
		}
		case 'status':
			return {
				zh: `状态为${when.is.map((word) => statusWords(word).zh).join('、')}`,
				en: `status is ${when.is.map((word) => statusWords(word).en).join(' or ')}`
			};
		case 'absence':
			return absence(when, layers);
		case 'geofence': {
			const isInside = when.is === 'inside';
			const zh = when.names?.join('、') ?? '划定区域';
			const en = when.names?.join(', ') ?? 'the marked areas';
			return { zh: `位于${zh}${isInside ? '内' : '之外'}`, en: `${isInside ? 'inside' : 'outside'} ${en}` };
		}
		case 'count':
			return count(when, layers);
		case 'event': {
			const types = when.types?.map(eventTypeWords);
			return {
				zh: types ? `发生${types.map(({ zh }) => zh).join('、')}` : '发生事件',
				en: types ? `event: ${types.map(({ en }) => en).join(' or ')}` : 'any event'
			};
		}
		default:
			return group(when, layers);
	}
}

function absence(
	{ layer, after, whole }: Extract<AlarmCondition, { readonly kind: 'absence' }>,
	layers: LayerWords
): Words {
	const title = whole && (layers.title(layer) ?? { zh: layer, en: layer });
	const [zh, en] = title ? [`“${title.zh}”整体`, `${title.en} as a whole: `] : ['', ''];
	if (after === undefined) return { zh: `${zh}数据中断`, en: `${en}no fresh data` };
	const silent = duration(after);
	return { zh: `${zh}超过 ${silent.zh}没有数据`, en: `${en}no data for more than ${silent.en}` };
}

function count(when: Extract<AlarmCondition, { readonly kind: 'count' }>, layers: LayerWords): Words {
	const of = condition(when.of, layers);
	const past = when.share ? limits(percent(when), '%') : limits(when, '');
	return {
		zh: `区域内“${of.zh}”的${when.share ? '占比' : '数量'}${past.zh}`,
		en: `the ${when.share ? 'share' : 'number'} of those with ${of.en} in an area is ${past.en}`
	};
}

function group(when: Extract<AlarmCondition, { readonly kind: 'all' | 'any' }>, layers: LayerWords): Words {
	const parts = when.of.map((each) => condition(each, layers));
	const [zh, en] = when.kind === 'all' ? ['，且', ' and '] : ['，或', ' or '];
	return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}

function limits({ above, below }: Limits, unit: string): Words {
	const said = (limit: number) => (unit === '' ? number(limit) : `${number(limit)} ${unit}`);
	const parts: Words[] = [];
	if (above !== undefined) parts.push({ zh: `高于 ${said(above)}`, en: `above ${said(above)}` });
	if (below !== undefined) parts.push({ zh: `低于 ${said(below)}`, en: `below ${said(below)}` });
	return { zh: parts.map(({ zh }) => zh).join('或'), en: parts.map(({ en }) => en).join(' or ') };
}

const ownLimit = ({ below }: Limits, own: Words): Words =>
	below === undefined
		? { zh: `高于该处的${own.zh}`, en: `above its own ${own.en}` }
		: { zh: `低于该处的${own.zh}`, en: `below its own ${own.en}` };

const joined = (subject: Words, predicate: Words): Words => ({
	zh: `${subject.zh}${predicate.zh}`,
	en: `${subject.en} ${predicate.en}`
});

/** A metric in the middle of a sentence. */
function metricWords(layer: string, name: string, layers: LayerWords): { title: Words; unit: string } {
	const metric = layers.metric(layer, name);
	const title = metric?.title ?? { zh: name, en: name };
	return { title, unit: formatUnit(metric?.unit ?? '1') };
}

const percent = ({ above, below }: Limits): Limits => ({
	...(above !== undefined && { above: above * 100 }),
	...(below !== undefined && { below: below * 100 })
});

const number = (value: number): string => String(Number(value.toPrecision(7)));

function duration(seconds: Seconds): Words {
	if (seconds % 3600 === 0) return { zh: `${seconds / 3600} 小时`, en: `${seconds / 3600} h` };
	if (seconds % 60 === 0) return { zh: `${seconds / 60} 分钟`, en: `${seconds / 60} min` };
	return { zh: `${seconds} 秒`, en: `${seconds} s` };
}
