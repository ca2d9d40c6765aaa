/** The parts of a Sparkplug topic. */
export interface SparkplugTopic {
	readonly type: (typeof MESSAGE_TYPES)[number];
	readonly group: string;
	readonly node: string;
	readonly device?: string;
}

export const MESSAGE_TYPES = [
	'NBIRTH',
	'NDEATH',
	'NDATA',
	'NCMD',
	'DBIRTH',
	'DDEATH',
	'DDATA',
	'DCMD',
	'STATE'
] as const;

/** `spBv1.0/{group}/{type}/{node}[/{device}]` or `spBv1.0/STATE/{host}`; or why it is none. */
export function parseTopic(topic: string | undefined): SparkplugTopic | string {
	if (!topic) return 'a Sparkplug payload is nothing without its topic spBv1.0/group/type/node';
	const [root, group = '', word = '', node = '', device, ...more] = topic.split('/');
	if (root === 'STATE' || (root === 'spBv1.0' && group === 'STATE'))
		return { type: 'STATE', group: '', node: word || group };
	const type = MESSAGE_TYPES.find((one) => one === word);
	if (root !== 'spBv1.0' || !type || type === 'STATE' || !group || !node || more.length > 0)
		return `the topic "${topic.slice(0, 100)}" is not spBv1.0/group/type/node/device`;
	const ofDevice = type.startsWith('D');
	if (ofDevice !== Boolean(device))
		return ofDevice ? `${type} names no device in its topic` : `${type} names a device in its topic`;
	return { type, group, node, ...(device ? { device } : {}) };
}

/** The group as a layer's id; one without Latin letters or digits is `sparkplug`. */
export function layerOfGroup(group: string): string {
	const id = group
		.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
		.toLowerCase()
		.replace(/[^a-z0-9_]+/g, '-')
		.replace(/^[-_]+|-+$/g, '')
		.slice(0, 48);
	return id || 'sparkplug';
}
