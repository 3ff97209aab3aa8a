const gmail = (name: string) => `https://www.googleapis.com/auth/gmail.${name}`;

const full = 'https://mail.google.com/';
const modify = gmail('modify');
const readonly = gmail('readonly');
const compose = gmail('compose');
const labels = gmail('labels');

/** The scope under which headers can be read, but no bodies, and no search is possible. */
export const metadataScope = gmail('metadata');

/** Which scopes open which group of methods: any one of them. https://developers.google.com/workspace/gmail/api/auth/scopes */
export const gmailScopes = {
  profile: [full, modify, readonly, compose, metadataScope],
  read: [full, modify, readonly, metadataScope],
  attachment: [full, modify, readonly],
  modify: [full, modify],
  send: [full, modify, compose, gmail('send')],
  readDrafts: [full, modify, readonly, compose],
  writeDrafts: [full, modify, compose],
  readLabels: [full, modify, readonly, labels, metadataScope],
  writeLabels: [full, modify, labels],
} as const satisfies Readonly<Record<string, readonly string[]>>;
