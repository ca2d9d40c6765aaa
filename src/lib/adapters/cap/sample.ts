/** A small valid CAP 1.2 alert for tests; each part can be another. */
export function alertXml({
	status = 'Actual',
	type = 'Alert',
	more = '',
	infos = [infoXml({})]
}: {
	readonly status?: string;
	readonly type?: string;
	readonly more?: string;
	readonly infos?: readonly string[];
}): string {
	return (
		'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A1</identifier><sender>s@x</sender>' +
		`<sent>2026-03-01T08:00:00+08:00</sent><status>${status}</status><msgType>${type}</msgType>` +
		`<scope>Public</scope>${more}${infos.join('')}</alert>`
	);
}

/** A small valid `<info>`; `more` follows its required elements. */
export function infoXml({
	language = 'en',
	event = 'flood',
	severity = 'Severe',
	more = ''
}: {
	readonly language?: string;
	readonly event?: string;
	readonly severity?: string;
	readonly more?: string;
}): string {
	return (
		`<info><language>${language}</language><category>Met</category><event>${event}</event>` +
		`<urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty>${more}</info>`
	);
}
