/** What a body is that should have been protocol buffers: an error page, JSON, something compressed; else nothing. */
export function foreignBody(bytes: Uint8Array): string | undefined {
	if (bytes.length === 0) return 'the body is empty';
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'the body is compressed (gzip)';
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'the body is a ZIP archive';
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).trimStart();
	if (/^<(!doctype html|html|head|body)/i.test(start)) return `the body is an HTML page${titled(start)}`;
	if (/^<[a-z?!]/i.test(start)) return 'the body is XML';
	if (/^[[{]\s*["{\]}[]/.test(start)) return 'the body is JSON';
	return undefined;
}

function titled(html: string): string {
	const title = /<title[^>]*>([^<]{1,80})/i.exec(html)?.[1]?.trim();
	return title ? ` titled "${title}"` : '';
}
