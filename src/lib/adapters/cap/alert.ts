import type { EventRecord } from '#lib/model/observation.ts';
import { centreOfGeometry } from '../support/geometry-centre.ts';
import { instantOfText } from '../support/instant.ts';
import { LIMITS } from '../support/limits.ts';
import { shortened } from '../support/row-check.ts';
import { areasOf, type CapArea } from './area.ts';
import { factsOf } from './facts.ts';
import { infosOf } from './info.ts';
import { childrenOf, textOf, textsOf, type XmlElement } from './xml-tree.ts';

const NAMESPACES = ['urn:oasis:names:tc:emergency:cap:1.1', 'urn:oasis:names:tc:emergency:cap:1.2'];
/** Elements an `<alert>` must have (CAP 1.2, section 3.2.1). */
const REQUIRED = ['identifier', 'sender', 'sent', 'status', 'msgType', 'scope'] as const;
const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'];
const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'];

/** An `<alert>` as an event, or why it cannot be one. What is wrong with parts of it goes to `reject`. */
export function alertEvent(alert: XmlElement, reject: (reason: string) => void): EventRecord | string {
	if (!alert.closed) return 'the message breaks off inside this alert';
	if (!NAMESPACES.includes(alert.uri))
		return `its namespace "${shortened(alert.uri)}" is not that of CAP 1.1 or 1.2`;
	const missing = REQUIRED.filter((name) => !textOf(alert, name));
	if (missing.length > 0) return `required and missing: ${missing.join(', ')}`;
	const word = (name: (typeof REQUIRED)[number]) => textOf(alert, name) ?? '';
	const [identifier, status, messageType] = [word('identifier'), word('status'), word('msgType')];
	// References name an alert by "sender,identifier,sent", several apart by spaces.
	if (/[\s,<&]/.test(identifier)) return `identifier "${shortened(identifier)}" has a space, comma, < or &`;
	if (!STATUSES.includes(status)) return `status "${shortened(status)}" is none of ${STATUSES.join(', ')}`;
	if (!MESSAGE_TYPES.includes(messageType))
		return `msgType "${shortened(messageType)}" is none of ${MESSAGE_TYPES.join(', ')}`;
	const sent = instantOfText(word('sent'));
	if (!sent.ok) return `sent: ${sent.reason}`;
	const infos = childrenOf(alert, 'info');
	const { title, ...said } = infosOf(infos, reject);
	const replaces = referencesOf(alert, reject);
	return {
		kind: 'event',
		id: identifier,
		at: sent.at,
		...said,
		type: status === 'Actual' ? messageType : `${status} ${messageType}`,
		title:
			Object.keys(title).length > 0
				? title
				: { und: textOf(alert, 'note') ? shortened(textOf(alert, 'note')!, 200) : identifier },
		...placesOf(infos, reject),
		...(replaces.length > 0 ? { replaces } : {}),
		...(messageType === 'Cancel' ? { ends: true } : {}),
		facts: factsOf(alert, infos)
	};
}

/** Identifiers of the alerts that this one updates or cancels. */
function referencesOf(alert: XmlElement, reject: (reason: string) => void): readonly string[] {
	const [element] = childrenOf(alert, 'references');
	if (!element) return [];
	const words = textsOf(alert, 'references').flatMap((text) => text.split(/\s+/));
	if (words.length === 0) reject('references is there but empty');
	return words.slice(0, LIMITS.entries).flatMap((reference) => {
		const identifier = reference.split(',')[1];
		if (identifier && identifier.length <= LIMITS.id) return [identifier];
		reject(`reference "${shortened(reference)}" is not sender,identifier,sent`);
		return [];
	});
}

/** Each area once, though every language repeats it, and the middle of them all. */
function placesOf(
	infos: readonly XmlElement[],
	reject: (reason: string) => void
): Pick<EventRecord, 'areas' | 'position'> {
	const distinct = new Map<string, CapArea>();
	for (const info of infos)
		for (const element of childrenOf(info, 'area'))
			for (const area of areasOf(element, reject)) {
				// The name of an area without shape is all it has; a shape may have a name in each language.
				const key = JSON.stringify(
					area.centre || area.rings.length > 0 ? [area.centre, area.rings] : area.name
				);
				if (!distinct.has(key)) distinct.set(key, area);
			}
	if (distinct.size > LIMITS.entries)
		reject(`${distinct.size} areas are more than ${LIMITS.entries}; the rest is left out`);
	const found = [...distinct.values()].slice(0, LIMITS.entries);
	if (found.length === 0) return {};
	const middle = centreOfGeometry({ type: 'MultiPolygon', coordinates: found.map(({ rings }) => rings) });
	const position =
		found.length === 1 && found[0]?.centre ? found[0].centre : middle.ok ? middle.position : undefined;
	return {
		areas: found.map(({ name, rings }) => ({ ...(name === undefined ? {} : { name }), rings })),
		...(position ? { position } : {})
	};
}
