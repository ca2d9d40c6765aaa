import { xmlTree, type XmlElement } from './xml-tree.ts';

const ATOM = 'http://www.w3.org/2005/Atom';

/** What an Atom, RSS or EDXL-DE envelope holds, or a bare alert: alerts, and entries that only point to one. */
export interface Contents {
	readonly alerts: readonly XmlElement[];
	readonly links: readonly { readonly place: string; readonly url?: string }[];
}

export function contentsOf(root: XmlElement): Contents {
	const alerts: XmlElement[] = [];
	const links: Contents['links'][number][] = [];
	let entries = 0;
	const visit = (element: XmlElement): void => {
		if (element.name === 'alert') {
			alerts.push(element);
			return;
		}
		const before = alerts.length;
		for (const child of element.children) visit(child);
		alerts.push(...escapedAlerts(element));
		if (!isEntry(element)) return;
		entries++;
		if (alerts.length > before || !element.closed) return;
		const url = linkOf(element);
		links.push({ place: `entry ${entries}, line ${element.line}`, ...(url ? { url } : {}) });
	};
	visit(root);
	return { alerts, links };
}

function isEntry({ name, uri }: XmlElement): boolean {
	return (name === 'entry' && uri === ATOM) || (name === 'item' && uri === '');
}

/** Feeds that carry the alert as escaped text in their content. */
function escapedAlerts({ name, text }: XmlElement): readonly XmlElement[] {
	if (name !== 'content' && name !== 'description' && name !== 'encoded') return [];
	if (!/^\s*<(\?xml|([\w-]+:)?alert\s)/.test(text)) return [];
	const { root } = xmlTree(text.trim());
	return root?.name === 'alert' ? [root] : [];
}

/** The entry's link to an alert: the one of CAP's media type, else the first. */
function linkOf(entry: XmlElement): string | undefined {
	const links = entry.children.filter(({ name }) => name === 'link');
	const typed = links.find(({ attributes }) => attributes.get('type')?.includes('cap+xml'));
	const link = typed ?? links[0];
	const url = link?.attributes.get('href')?.trim() || link?.text.trim();
	return (
		url ||
		entry.children.find(({ name, text }) => name === 'guid' && /^https?:/.test(text.trim()))?.text.trim()
	);
}
