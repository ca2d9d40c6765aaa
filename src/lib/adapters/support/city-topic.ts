/** What our MQTT topics say: `city/{tenant}/{layer}/{device}/{up|state|cmd|ack}`. */
export interface CityTopic {
	readonly tenant: string;
	readonly layer: string;
	readonly device: string;
	readonly channel: string;
}

/** The parts of a topic of ours; nothing for any other topic or path. */
export function parseCityTopic(topic: string | undefined): CityTopic | undefined {
	const [root, tenant, layer, device, channel, ...more] = (topic ?? '').split('/');
	if (root !== 'city' || !tenant || !layer || !device || !channel || more.length > 0) return undefined;
	// `city/{tenant}/{layer}/as/{adapter}` names no device: what it carries says its own.
	if (device === 'as') return undefined;
	return { tenant, layer, device, channel };
}
