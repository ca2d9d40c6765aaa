import type { Adapter } from '#lib/model/observation.ts';
import { Collector } from '../support/collector.ts';
import { foreignBody } from '../support/foreign-body.ts';
import { alertEvent } from './alert.ts';
import { contentsOf } from './envelope.ts';
import { xmlText } from './xml-text.ts';
import { xmlTree } from './xml-tree.ts';

/**
 * Common Alerting Protocol 1.1 and 1.2 (OASIS, ITU-T X.1303), bare or in Atom, RSS or EDXL-DE. Signatures are
 * not checked, and every signed alert says so. An entry that only points to an alert is counted as a link.
 */
export const cap: Adapter = {
	id: 'cap',
	about: 'CAP 1.1 and 1.2 public warnings, bare or in Atom, RSS or EDXL-DE (XML).',
	layer: 'warnings',
	links(bytes) {
		const text = xmlText(bytes);
		const root = text.ok ? xmlTree(text.text).root : undefined;
		if (!root) return [];
		return contentsOf(root).links.flatMap(({ place, url }) => (url === undefined ? [] : [{ place, url }]));
	},
	decode(bytes) {
		const found = new Collector();
		found.count('alert', 0);
		const text = xmlText(bytes);
		if (!text.ok) {
			found.reject(text.place, text.reason);
			return found.decoded();
		}
		const { root, fault } = xmlTree(text.text);
		if (!root && !text.text.trimStart().startsWith('<')) {
			found.reject('message', foreignBody(bytes) ?? 'it is not XML');
			return found.decoded();
		}
		if (fault)
			found.reject(
				`line ${fault.line}, column ${fault.column}`,
				`not well-formed XML${titled(bytes)}: ${fault.reason}`
			);
		if (!root) return found.decoded();
		const { alerts, links } = contentsOf(root);
		for (const [index, alert] of alerts.entries()) {
			found.count('alert');
			const place = `alert ${index + 1}, line ${alert.line}`;
			const event = alertEvent(alert, (reason) => found.reject(place, reason));
			if (typeof event === 'string') found.reject(place, event);
			else found.add(event, place);
		}
		for (const { place, url } of links) {
			found.count(url === undefined ? 'empty entry' : 'link');
			found.reject(
				place,
				url === undefined ? 'it holds neither an alert nor a link to one' : `only a link, fetch it: ${url}`
			);
		}
		if (alerts.length + links.length === 0 && !fault && !ENVELOPES.has(root.name))
			found.reject(
				'message',
				`the root element <${root.name}> is neither an alert nor an envelope of alerts`
			);
		return found.decoded();
	}
};

/** Root elements that may well be empty: no alerts is good news. */
const ENVELOPES = new Set(['feed', 'rss', 'EDXLDistribution', 'alerts']);

/** An error page is named as such. */
function titled(bytes: Uint8Array): string {
	const known = foreignBody(bytes);
	return known?.includes('HTML') ? ` (${known})` : '';
}
