import { LIMITS } from '../support/limits.ts';
import { checkName, shortened } from '../support/row-check.ts';
import { childrenOf, textOf, textsOf, type XmlElement } from './xml-tree.ts';

const OF_ALERT = [
	'status',
	'msgType',
	'scope',
	'sender',
	'source',
	'restriction',
	'code',
	'note',
	'incidents'
];
const OF_INFO = [
	'event',
	'category',
	'responseType',
	'urgency',
	'certainty',
	'audience',
	'senderName',
	'web',
	'contact'
];

/** What an alert says beyond the fields of an event: `geocode FIPS6`, `parameter VTEC`, … with their values. */
export function factsOf(alert: XmlElement, infos: readonly XmlElement[]): Readonly<Record<string, string>> {
	const facts = new Map<string, Set<string>>();
	const add = (name: string, values: readonly string[]) => {
		if (values.length === 0 || checkName(name) !== undefined) return;
		if (!facts.has(name) && facts.size >= LIMITS.entries) return;
		const known = facts.get(name) ?? new Set();
		facts.set(name, known);
		for (const value of values) known.add(value);
	};
	for (const name of OF_ALERT) add(name, textsOf(alert, name));
	for (const info of infos) {
		for (const name of OF_INFO) add(name, textsOf(info, name));
		addPairs(add, 'eventCode', info);
		addPairs(add, 'parameter', info);
		for (const area of childrenOf(info, 'area')) addPairs(add, 'geocode', area);
	}
	if (alert.children.some(({ name }) => name === 'Signature')) add('signature', ['signature not checked']);
	return Object.fromEntries(
		[...facts].map(([name, values]) => [name, shortened([...values].join(' · '), LIMITS.line - 1)])
	);
}

/** `<geocode><valueName>FIPS6</valueName><value>006037</value></geocode>` as a fact `geocode FIPS6`. */
function addPairs(add: (name: string, values: readonly string[]) => void, kind: string, parent: XmlElement) {
	for (const pair of childrenOf(parent, kind)) {
		const name = textOf(pair, 'valueName');
		if (name !== undefined) add(`${kind} ${name}`, textsOf(pair, 'value'));
	}
}
