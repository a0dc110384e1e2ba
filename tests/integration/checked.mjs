// Checks objects of interfaces that Kubernetes itself does not have: node checked.mjs FOLDER < manifests.json
// Prints, for each manifest, what its own schema says against it, or nothing.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const HOMES = {
  "monitoring.coreos.com/v1": "@kubernetes-models/prometheus-operator",
  "gateway.networking.k8s.io/v1": "@kubernetes-models/gateway-api",
};
const folder = `${process.argv[2]}/node_modules`;

const said = async ({ apiVersion, kind, ...rest }) => {
  const found = await import(pathToFileURL(`${folder}/${HOMES[apiVersion]}/${apiVersion}/${kind}.js`).href);
  try {
    new found[kind]({ apiVersion, kind, ...rest }).validate();
    return "";
  } catch (error) {
    return error.message;
  }
};

const manifests = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await Promise.all(manifests.map(said))));
